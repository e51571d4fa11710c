import '@testing-library/jest-dom';
import {
  countUnconfirmed,
  decideResolution,
  listHeld,
  listResolutions,
  listUnconfirmed,
  resolveMessages,
  setQueuePolicy,
  showMessage,
  showQueue,
} from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { QueuePage } from './queue-page';

const MAY: Permission[] = [
  ...(['queue.view', 'queue.resolve', 'queue.configure', 'carrier.view', 'routing.view'] as const),
  ...(['batch.view', 'record.search'] as const),
];
const BATCH = 'b0fz3k9d2m4q';
const AT = '2026-11-20T06:00:00.000Z';
const NONE = { messages: 0, since: null };

const figures = {
  waiting: { messages: 1_200, since: AT },
  lanes: [
    { lane: 'disaster', messages: 0, segments: 0, paused: 0, since: null },
    { lane: 'code', messages: 2, segments: 2, paused: 0, since: AT },
    { lane: 'notice', messages: 0, segments: 0, paused: 0, since: null },
    { lane: 'bulk', messages: 1_198, segments: 2_400, paused: 150, since: AT },
  ],
  held: { messages: 3, since: AT },
  submitted: NONE,
  unconfirmed: { messages: 1, since: AT },
  claims: { open: 2, messages: 180, oldestAt: AT, overdue: 0 },
  unmatched: [{ carrier: 'TWM', receipts: 4, more: false, oldestAt: AT }],
  proposals: 0,
  policy: {
    ...{ secondPersonAbove: 10, alarmUnconfirmed: 50, alarmHeld: 500 },
    ...{ queryAfterMinutes: 60, queryMost: 3, queryPerSecond: 2 },
  },
};
const line = {
  id: `${BATCH}-0`,
  batchId: BATCH,
  batchName: '停水通知',
  agencyName: '測試機關',
  number: '0912***678',
  segments: 1,
  carrier: 'CHT',
  link: 'CHT-A',
  since: AT,
  proposed: false,
};
const NOTHING = {
  part: null,
  carrier: null,
  from: null,
  link: null,
  carrierCode: null,
  state: null,
  reason: null,
};
const message = {
  ...line,
  ...{ excerpt: null, state: 'unconfirmed', reason: 'no-answer', channel: 'web' },
  ...{ acceptedAt: AT, submittedAt: AT, finalAt: null, senderName: '王小明', clientRef: null, content: null },
  lane: 'notice',
  parts: [],
  route: null,
  steps: [
    { ...NOTHING, at: AT, kind: 'accepted' },
    { ...NOTHING, at: AT, kind: 'unconfirmed', carrier: 'CHT', state: 'unconfirmed', reason: 'no-answer' },
  ],
};
const resolution = {
  id: '0192f0c0-0000-7000-8000-00000000000a',
  ...{ said: 'delivered', why: 'none', note: '業者查詢後答復', reference: 'CHT-031', filter: null },
  ...{ messageId: line.id, messages: 1, segments: 1, applied: 0, state: 'proposed' },
  ...{ proposedBy: '林大同', proposedAt: AT, decidedBy: null, decidedAt: null },
  can: { approve: true, reject: true, withdraw: false },
};
const empty = { items: [], next: null };
const serve = () =>
  new FakeServer()
    .on(showQueue, figures)
    .on(listUnconfirmed, { items: [line], next: null })
    .on(countUnconfirmed, { messages: 12, segments: 14, tooMany: false })
    .on(listHeld, {
      items: [
        {
          ...{
            batchId: BATCH,
            batchName: '停水通知',
            agencyName: '測試機關',
            carrier: '',
            cause: 'no-route',
          },
          ...{ messages: 3, segments: 3, estimated: false, since: AT },
        },
      ],
      next: null,
    })
    .on(listResolutions, empty)
    .on(showMessage, message)
    .on(resolveMessages, { ...resolution, said: 'unknown', state: 'applied', applied: 1 })
    .on(decideResolution, { ...resolution, state: 'applied', applied: 1 });
const open = ({ at = '/queue', server = serve(), may = MAY } = {}) =>
  renderPage(<QueuePage />, { session: sampleSession(may), at, path: '/queue', server });
describe('佇列與待確認', () => {
  it('shows how much waits, what is in doubt, and why messages are held', async () => {
    open();
    expect(await screen.findByText('1,200')).toBeInTheDocument();
    const doubt = await screen.findByRole('table', { name: '結果待確認的簡訊' });
    expect(within(doubt).getByText('0912***678')).toBeInTheDocument();
    expect(within(doubt).getByText('CHT-A')).toBeInTheDocument();
    const held = await screen.findByRole('table', { name: '保留中的簡訊' });
    expect(within(held).getByText('沒有可用的派送路由')).toBeInTheDocument();
    expect(within(held).getByRole('link', { name: /派送政策/ })).toHaveAttribute('href', '/routing');
    const unmatched = screen.getByRole('table', { name: '未比對的回報（依電信業者）' });
    expect(within(unmatched).getByText('台灣大哥大')).toBeInTheDocument();
  });

  it('walks through what is held, proposed and decided page by page, each list in its own place', async () => {
    const group = { batchId: BATCH, batchName: '停水通知', agencyName: '測試機關', carrier: 'TWM' };
    const held = { ...group, cause: 'carrier-paused', messages: 4_000, segments: 4_000, since: AT };
    const server = serve()
      .on(listHeld, { items: [{ ...held, estimated: true }], next: 'held-2' })
      .on(listResolutions, { items: [resolution], next: 'said-2' });
    const { user, where } = open({ server });
    const region = async (name: string) => within(await screen.findByRole('region', { name }));
    expect(await (await region('保留中的簡訊')).findByText('約 4,000')).toBeInTheDocument();
    await user.click((await region('保留中的簡訊')).getByRole('button', { name: '下一頁' }));
    await user.click((await region('待覆核的認定')).getByRole('button', { name: '下一頁' }));
    await user.click((await region('認定紀錄')).getByRole('button', { name: '下一頁' }));
    expect(where()).toBe('/queue?held=held-2&proposals=said-2&history=said-2');
    await waitFor(() => expect(server.calls(listHeld).at(-1)?.query).toMatchObject({ cursor: 'held-2' }));
    const asked = server.calls(listResolutions).map(({ query }) => query);
    expect(asked).toContainEqual({ waiting: 'true', limit: '20', cursor: 'said-2' });
    expect(asked).toContainEqual({ limit: '20', cursor: 'said-2' });
    await user.click((await region('保留中的簡訊')).getByRole('button', { name: '回到第一頁' }));
    expect(where()).toBe('/queue?proposals=said-2&history=said-2');
  });

  it('says that nothing is in doubt and nothing held', async () => {
    open({ server: serve().on(listUnconfirmed, empty).on(listHeld, empty) });
    expect(await screen.findByText('沒有結果待確認的簡訊')).toBeInTheDocument();
    expect(await screen.findByText('沒有保留中的簡訊')).toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    let broken = true;
    const server = serve().on(showQueue, () => (broken ? refuse('internal') : figures));
    const { user } = open({ server });
    const again = await screen.findByRole('button', { name: /重試|重新/ });
    broken = false;
    await user.click(again);
    expect(await screen.findByText('1,200')).toBeInTheDocument();
  });

  it('enters what the carrier said of one message', async () => {
    const { user, server, where } = open();
    await user.click(await screen.findByRole('button', { name: /2026/ }));
    expect(where()).toBe(`/queue?message=${line.id}`);
    const panel = await screen.findByRole('dialog', { name: '待確認簡訊' });
    expect(await within(panel).findByText('沒有收到電信業者回應，結果待確認')).toBeInTheDocument();
    await user.click(within(panel).getByRole('radio', { name: '查無結果（不計費）' }));
    await user.click(within(panel).getByRole('button', { name: '登錄並生效' }));
    expect(within(panel).getAllByText('請填寫至少 2 個字。')).toHaveLength(2);
    expect(server.calls(resolveMessages)).toHaveLength(0);
    await user.type(within(panel).getByRole('textbox', { name: /依據/ }), 'CHT-031');
    await user.type(within(panel).getByRole('textbox', { name: '說明' }), '業者查無此筆');
    await user.click(within(panel).getByRole('button', { name: '登錄並生效' }));
    await waitFor(() => expect(server.calls(resolveMessages)).toHaveLength(1));
    expect(server.calls(resolveMessages)[0]?.body).toEqual({
      ...{ messageId: line.id, messages: 1, said: 'unknown', note: '業者查無此筆', reference: 'CHT-031' },
    });
    expect(await screen.findByText('已登錄，結果已更新')).toBeInTheDocument();
  });

  it('says beforehand that a delivery takes a second person, and asks why one failed', async () => {
    const { user } = open({ at: `/queue?message=${line.id}` });
    const panel = await screen.findByRole('dialog', { name: '待確認簡訊' });
    await user.click(await within(panel).findByRole('radio', { name: '已送達手機（計費）' }));
    expect(within(panel).getByRole('button', { name: '送出覆核' })).toBeInTheDocument();
    await user.click(within(panel).getByRole('radio', { name: '未送達（不計費）' }));
    expect(within(panel).getByRole('combobox', { name: '未送達原因' })).toBeInTheDocument();
    await user.click(within(panel).getByRole('radio', { name: '已受理，尚待回報' }));
    expect(within(panel).getByRole('textbox', { name: /電信業者編號/ })).toBeInTheDocument();
  });

  it('answers for all that a filter takes in, by two persons when they are many', async () => {
    const { user, server, where } = open();
    await user.type(await screen.findByRole('textbox', { name: '線路名稱' }), 'CHT-A{Enter}');
    await waitFor(() => expect(where()).toBe('/queue?link=CHT-A'));
    expect(await screen.findByText('符合條件 12 通、14 則')).toBeInTheDocument();
    expect(server.calls(listUnconfirmed).at(-1)?.query).toEqual({ link: 'CHT-A', limit: '50' });
    await user.click(screen.getByRole('button', { name: '登錄這 12 通的答復' }));
    const dialog = await screen.findByRole('dialog', { name: '登錄 12 通的電信業者答復' });
    await user.type(within(dialog).getByRole('textbox', { name: /依據/ }), 'CHT-032');
    await user.type(within(dialog).getByRole('textbox', { name: '說明' }), '閘道重啟');
    await user.click(within(dialog).getByRole('button', { name: '送出覆核' }));
    await waitFor(() =>
      expect(server.calls(resolveMessages)[0]?.body).toMatchObject({
        filter: { link: 'CHT-A' },
        messages: 12,
        said: 'submitted',
      }),
    );
  });

  it('lets the second person approve after a second look', async () => {
    const server = serve().on(listResolutions, { items: [resolution], next: null });
    const { user } = open({ server });
    await user.click(await screen.findByRole('button', { name: '同意並生效' }));
    const dialog = await screen.findByRole('dialog', { name: '同意這 1 通的認定？' });
    await user.click(within(dialog).getByRole('button', { name: '同意並生效' }));
    await waitFor(() => expect(server.calls(decideResolution)[0]?.body).toEqual({ decision: 'approve' }));
    expect(await screen.findByText('已生效，更新 1 通')).toBeInTheDocument();
  });

  it('locks one’s own proposal with the reason, and offers to withdraw it', async () => {
    const own = { ...resolution, can: { approve: false, reject: false, withdraw: true } };
    open({ server: serve().on(listResolutions, { items: [own], next: null }) });
    const approve = await screen.findByRole('button', { name: '同意並生效' });
    expect(approve).toHaveAttribute('aria-disabled', 'true');
    expect(approve).toHaveAccessibleDescription('您提出的認定須由另一位系統管理者覆核');
    expect(screen.getByRole('button', { name: '撤回' })).toBeInTheDocument();
  });

  it('shows no form to those who may only look', async () => {
    open({ at: `/queue?message=${line.id}`, may: ['queue.view'] });
    expect(await screen.findByText('您的帳號沒有登錄電信業者答復的權限')).toBeInTheDocument();
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('tells what waits in each lane, in the order in which they are served', async () => {
    open();
    const table = await screen.findByRole('table', { name: '等待派送（依派送順序）' });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row =>
        within(row)
          .getAllByRole('cell')
          .map(cell => cell.textContent),
      );
    expect(rows.map(cells => cells.slice(0, 4))).toEqual([
      ['災防', '0', '0', '0'],
      ['驗證碼', '2', '2', '0'],
      ['通知', '0', '0', '0'],
      ['大量', '1,198', '2,400', '150'],
    ]);
    expect(rows[0]?.[4]).toBe('沒有等待');
  });

  it('changes a setting within its bounds, with a reason, and sends nothing else', async () => {
    const server = serve().on(setQueuePolicy, { ...figures.policy, alarmHeld: 800 });
    const { user } = open({ server });
    const section = await screen.findByRole('region', { name: '佇列設定' });
    expect(section).toHaveTextContent('幾分鐘未收到回報即查詢電信業者60 分鐘');
    await user.click(within(section).getByRole('button', { name: '調整設定' }));
    const dialog = screen.getByRole('dialog', { name: '調整佇列設定' });
    const save = () => within(dialog).getByRole('button', { name: '儲存設定' });
    expect(save()).toHaveAttribute('aria-disabled', 'true');
    expect(save()).toHaveAccessibleDescription('設定沒有變更。');

    const second = within(dialog).getByRole('textbox', { name: '超過幾通須另一人覆核' });
    await user.clear(second);
    await user.type(second, '101');
    expect(second).toHaveAccessibleDescription('請輸入 0 至 100 的整數。');
    await user.clear(second);
    await user.type(second, '10');
    const held = within(dialog).getByRole('textbox', { name: '保留中達幾通警示' });
    await user.clear(held);
    await user.type(held, '800');
    expect(save()).toHaveAccessibleDescription('請填寫原因（至少 2 個字）。');
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '颱風期間放寬');
    await user.click(save());
    expect(await screen.findByText('佇列設定已更新。')).toBeVisible();
    expect(server.calls(setQueuePolicy)[0]?.body).toEqual({ alarmHeld: 800, reason: '颱風期間放寬' });
  });

  it('locks the settings, with the reason, for whoever may only look', async () => {
    open({ may: ['queue.view'] });
    const button = await screen.findByRole('button', { name: '調整設定' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('此操作限系統管理者。');
  });
});
