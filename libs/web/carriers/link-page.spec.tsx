import {
  approveChange,
  drainLink,
  proposeCarrierChange,
  proposeLinkChange,
  rejectChange,
  showLink,
  testLink,
  withdrawChange,
} from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { configure, screen, within } from '@testing-library/react';
import { LinkPage } from './link-page';
import { sampleChange, sampleDetail, sampleLink, SETTINGS } from './testing/samples';

// A page of many rows: looking for roles takes its time.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

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
    expect(await screen.findByText('0x58 × 2')).toBeTruthy();
    expect(screen.getByText('收發分離（transmitter＋receiver）')).toBeTruthy();
    expect(screen.getByText('回應十六進位、回報十進位')).toBeTruthy();
    const map = screen.getByRole('table', { name: '錯誤碼對照' });
    expect(map.textContent).toContain('0x40b');
    expect(map.textContent).toContain('空號或門號錯誤');
    expect(map.textContent).toContain('改送其他業者');
    expect(screen.getByText('沒有變更紀錄。')).toBeTruthy();
    expect(screen.getByText('尚未測試。')).toBeTruthy();
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

  it('proposes other settings; an empty password stays what it is', async () => {
    const { user, server } = open();
    server.on(proposeLinkChange, { changeId: sampleChange().id });
    const settings = within(await screen.findByRole('region', { name: '線路設定' }));
    await user.click(settings.getByRole('button', { name: '提出變更' }));
    const dialog = within(screen.getByRole('dialog', { name: '提出線路 CHT-A 的設定變更' }));
    const window = dialog.getByRole('textbox', { name: '視窗' });
    await user.clear(window);
    await user.type(window, '9999');
    await user.click(dialog.getByRole('button', { name: '提出變更' }));
    expect(server.calls(proposeLinkChange)).toHaveLength(0);
    await user.clear(window);
    await user.type(window, '200');
    await user.selectOptions(dialog.getByRole('combobox', { name: '長簡訊' }), 'sar');
    await user.type(dialog.getByRole('textbox', { name: '原因' }), '業者擴充視窗');
    await user.click(dialog.getByRole('button', { name: '提出變更' }));
    expect(await screen.findByText('已提出，待另一位系統管理者核准。')).toBeTruthy();
    expect(server.calls(proposeLinkChange)[0]?.body).toEqual({
      settings: { ...SETTINGS, window: 200, concat: 'sar' },
      reason: '業者擴充視窗',
    });
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

  it('proposes an error map line by line, and names the line that it cannot read', async () => {
    const { user, server } = open();
    server.on(proposeCarrierChange, { changeId: sampleChange().id });
    await user.click(await screen.findByRole('button', { name: '業者設定與錯誤碼 提出變更' }));
    const dialog = within(screen.getByRole('dialog', { name: '提出中華電信的業者設定變更' }));
    const lines = dialog.getByRole('textbox', { name: '錯誤碼對照' });
    await user.type(lines, '\nerr,023,barred,again');
    expect(dialog.getAllByText('第 2 行的格式不正確。').length).toBeGreaterThan(0);
    await user.clear(lines);
    await user.type(lines, 'err,023,barred,final,拒收');
    await user.type(dialog.getByRole('textbox', { name: '原因' }), '業者提供新代碼');
    await user.click(dialog.getByRole('button', { name: '提出變更' }));
    expect(server.calls(proposeCarrierChange)[0]).toMatchObject({
      params: { carrier: 'CHT' },
      body: {
        habits: {
          errors: [{ source: 'err', code: '023', reason: 'barred', action: 'final', note: '拒收' }],
          offersQuerySm: true,
          testSender: '0900111222',
        },
      },
    });
  });

  it('tests the bind and sends a test message, and shows what came back', async () => {
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
    await user.click(screen.getByRole('button', { name: '發送測試簡訊' }));
    const dialog = within(screen.getByRole('dialog'));
    const send = dialog.getByRole('button', { name: '發送 1 則測試簡訊' });
    await user.type(dialog.getByRole('textbox', { name: '收訊門號' }), '02-2345');
    expect(isLocked(send)).toBe(true);
    await user.clear(dialog.getByRole('textbox', { name: '收訊門號' }));
    await user.type(dialog.getByRole('textbox', { name: '收訊門號' }), '0912-345-678');
    await user.click(send);
    expect(server.calls(testLink).map(call => call.body)).toEqual([
      { kind: 'bind' },
      { kind: 'message', number: '0912345678' },
    ]);
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
