import {
  approveChange,
  drainLink,
  rejectChange,
  showLink,
  testLink,
  withdrawChange,
} from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { LinkPage } from './link-page';
import { sampleChange, sampleDetail, sampleLink } from './testing/samples';
const MAY: Permission[] = ['carrier.view', 'carrier.control', 'carrier.configure'];

const open = (detail: object = sampleDetail(), may = MAY) =>
  renderPage(<LinkPage />, {
    session: sampleSession(may),
    at: '/carriers/CHT-A',
    path: '/carriers/:linkId',
    server: new FakeServer().on(showLink, detail),
  });
const isLocked = (button: HTMLElement) => button.getAttribute('aria-disabled') === 'true';

describe('one link', () => {
  it('shows what it does, its settings without any secret, and how its carrier speaks', async () => {
    open();
    expect(await screen.findByRole('heading', { name: 'CHT-A' })).toBeTruthy();
    expect(await screen.findByText('電信業者忙線（0x58）× 2')).toBeTruthy();
    expect(screen.getByText('收發分離（transmitter＋receiver）')).toBeTruthy();
    expect(screen.getByText('回應十六進位、回報十進位')).toBeTruthy();
    const map = screen.getByRole('table', { name: '錯誤碼對照' });
    expect(map.textContent).toContain('0x40b');
    expect(map.textContent).toContain('空號或門號錯誤');
    expect(map.textContent).toContain('改送其他業者');
    expect(screen.getByText('沒有變更紀錄。')).toBeTruthy();
    expect(screen.getByText('尚未測試。')).toBeTruthy();
  });

  it('says in words what the carrier refused with: its own meaning of a code first', async () => {
    const recent = { ...sampleLink('CHT-A').recent, unanswered: 2, strangers: 1 };
    const statuses = [
      { status: 0x40b, count: 7 },
      { status: 0x400, count: 1 },
    ];
    const link = sampleLink('CHT-A', { unanswered: 90, strangers: 31, recent: { ...recent, statuses } });
    open(sampleDetail({ link }));
    expect(await screen.findByText('非本網門號（0x40b）× 7、未列出的代碼（0x400）× 1')).toBeTruthy();
    const live = screen.getByRole('region', { name: '即時狀態' }).textContent;
    expect(live).toContain('未回應2累計 90');
    expect(live).toContain('民眾來訊（不收）1累計 31');
  });

  it.each([
    ['進入維護', 0, true],
    ['停用線路', 0, true],
    ['進入維護', 1, false],
  ])('warns before %s where %i other links are usable: %s', async (deed, othersUsable, warned) => {
    const { user } = open(sampleDetail({ othersUsable }));
    await user.click(await screen.findByRole('button', { name: deed }));
    const dialog = within(screen.getByRole('dialog'));
    const warning = dialog.queryByText(
      '這是中華電信目前唯一可用的線路。停止後，中華電信的簡訊會保留在平臺，直到有線路恢復為止。',
    );
    expect(warning !== null).toBe(warned);
  });

  it('says that there is no such link', async () => {
    renderPage(<LinkPage />, {
      session: sampleSession(MAY),
      at: '/carriers/CHT-Z',
      path: '/carriers/:linkId',
      server: new FakeServer().on(showLink, () => refuse('not-found')),
    });
    expect(await screen.findByText('說明 not-found')).toBeTruthy();
  });

  it('drains the link with a reason, and says who stopped it afterwards', async () => {
    const { user, server } = open();
    server.on(drainLink, () => undefined);
    await user.click(await screen.findByRole('button', { name: '進入維護' }));
    const dialog = screen.getByRole('dialog', { name: '線路 CHT-A 進入維護？' });
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '業者更換設備');
    server.on(
      showLink,
      sampleDetail({
        link: sampleLink('CHT-A', { state: 'drained' }),
        drained: { at: '2026-11-20T06:00:00Z', by: '王小明', reason: '業者更換設備' },
      }),
    );
    await user.click(within(dialog).getByRole('button', { name: '進入維護' }));
    expect(await screen.findByText(/操作人員：王小明；原因：業者更換設備/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '結束維護' })).toBeTruthy();
    expect(server.calls(drainLink)[0]).toMatchObject({ body: { reason: '業者更換設備' } });
  });

  it('shows a proposal with its differences, and lets another person approve it', async () => {
    const { user, server } = open(
      sampleDetail({ link: sampleLink('CHT-A', { waitingChange: true }), changes: [sampleChange()] }),
    );
    server.on(approveChange, () => undefined);
    const change = await screen.findByRole('table', { name: '線路設定 CHT-A' });
    expect(change.textContent).toContain('視窗100200');
    expect(change.textContent).toContain('••••••••');
    expect(isLocked(within(screen.getByRole('region', { name: '線路設定' })).getByRole('button'))).toBe(true);
    await user.click(screen.getByRole('button', { name: '核准並生效' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '核准並生效' }));
    expect(await screen.findByText('變更已生效。')).toBeTruthy();
    expect(server.calls(approveChange)[0]?.params).toEqual({ changeId: sampleChange().id });
    server.on(rejectChange, () => undefined);
    await user.click(screen.getByRole('button', { name: '退回' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: '原因' }), '速率不符');
    await user.click(dialog.getByRole('button', { name: '退回' }));
    expect(await screen.findByText('變更已退回。')).toBeTruthy();
  });

  it('lets nobody approve a proposal of their own, only withdraw it', async () => {
    const { user, server } = open(sampleDetail({ changes: [sampleChange({ isMine: true })] }));
    server.on(withdrawChange, () => undefined);
    const approve = await screen.findByRole('button', { name: '核准並生效' });
    expect(isLocked(approve)).toBe(true);
    expect(document.getElementById(approve.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      '這是您提出的變更，須由另一位系統管理者核准。',
    );
    await user.click(screen.getByRole('button', { name: '撤回' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '撤回' }));
    expect(await screen.findByText('變更已撤回。')).toBeTruthy();
    expect(server.calls(approveChange)).toEqual([]);
  });

  it('tests the bind, and shows what came of tests', async () => {
    const tests = [
      {
        id: '0192f0c0-0000-7000-8000-000000000071',
        kind: 'message',
        state: 'done',
        answer: 'DELIVRD 000',
        number: '0912***678',
        askedBy: '王小明',
        askedAt: '2026-11-20T06:00:00Z',
        submittedAt: '2026-11-20T06:00:01Z',
        endedAt: '2026-11-20T06:00:02Z',
      },
    ];
    const { user, server } = open(sampleDetail({ tests }));
    server.on(testLink, { testId: tests[0]?.id });
    const table = await screen.findByRole('table', { name: '線路測試' });
    expect(table.textContent).toContain('測試簡訊 0912***678完成DELIVRD 000王小明');
    await user.click(screen.getByRole('button', { name: '測試連線' }));
    expect(await screen.findByText('測試已排入，數秒內開始。')).toBeTruthy();
    await waitFor(() => expect(server.calls(testLink).map(({ body }) => body)).toEqual([{ kind: 'bind' }]));
  });

  it('locks every deed, with the reason, for whoever may only look', async () => {
    open(sampleDetail({ changes: [sampleChange()] }), ['carrier.view']);
    for (const name of ['進入維護', '停用線路', '核准並生效', '退回', '測試連線', '發送測試簡訊']) {
      const button = await screen.findByRole('button', { name });
      expect([name, isLocked(button)]).toEqual([name, true]);
      expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
        '此操作限系統管理者。',
      );
    }
  });
});
