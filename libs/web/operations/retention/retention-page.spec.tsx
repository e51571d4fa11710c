import {
  approveDestruction,
  endHold,
  proposeDestruction,
  retireMasterKey,
  rewrapKeys,
  setHold,
  setLogPeriod,
  showRetention,
  type ResponseOf,
} from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { RetentionPage } from './retention-page';

type Answer = ResponseOf<typeof showRetention>;

const id = (n: number) => `0192f0c0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const month = (more: Partial<Answer['months'][number]> = {}): Answer['months'][number] => ({
  month: '202605',
  state: 'kept',
  batches: 12,
  messages: 48_210,
  segments: 50_003,
  bytes: 27_000_000,
  unresolved: 0,
  lastFinalAt: '2026-06-01T02:00:00Z',
  dueAt: '2026-12-01T02:00:00Z',
  surveyedAt: '2026-11-20T06:00:00Z',
  blockers: ['too-young'],
  held: [],
  destruction: null,
  ...more,
});
const hold = {
  id: id(3),
  agency: '測試機關',
  month: null,
  reason: '臺北地檢署偵字第 1 號',
  until: null,
  setBy: '李大華',
  setAt: '2026-11-01T06:00:00Z',
  endedBy: null,
  endedAt: null,
  endReason: null,
  inForce: true,
};
const certificate = {
  id: id(4),
  number: 1,
  month: '202604',
  whole: true,
  messages: 31_000,
  keys: 12,
  keysDestroyedAt: '2026-11-02T06:00:00Z',
  lastBackupExpiresAt: '2026-12-07T06:00:00Z',
  issuedAt: '2026-11-02T06:01:00Z',
  hash: 'ab'.repeat(32),
  valid: true,
};
const answer = (more: Partial<Answer> = {}): Answer => ({
  policy: { months: 6, automatic: false, backupDays: 35, unsentUploadDays: 30, logMonths: 36 },
  months: [month()],
  holds: [],
  certificates: [],
  masterKeys: [
    { id: 'aaaaaaaaaaaaaaaa', current: true, known: true, firstUsedAt: null, retiredAt: null, keys: 40 },
  ],
  keysLeft: 0,
  logPeriods: [],
  agencies: [{ id: id(9), name: '測試機關' }],
  ...more,
});
const open = (more: Partial<Answer> = {}, manage = true, server = new FakeServer()) =>
  renderPage(<RetentionPage />, {
    server: server.on(showRetention, () => answer(more)),
    session: sampleSession(manage ? ['retention.view', 'retention.manage'] : ['retention.view']),
  });

describe('紀錄保存', () => {
  it('says how long records are kept, and what keeps each month', async () => {
    open({
      months: [
        month({ month: '202606', blockers: ['unresolved', 'too-young'], unresolved: 3 }),
        month({ blockers: ['held'], held: ['測試機關'] }),
        month({ month: '202604', state: 'destroyed', blockers: ['gone'] }),
      ],
    });
    expect(await screen.findByText(/保存 6 個月；交易日誌保存 36 個月/)).toBeTruthy();
    const table = screen.getByRole('table', { name: '各月份紀錄' });
    const [, june, may, april] = within(table).getAllByRole('row');
    expect(june?.textContent).toContain('3 筆尚無最後結果');
    expect(june?.textContent).toContain('尚未期滿');
    expect(may?.textContent).toContain('保全中：測試機關');
    expect(may?.textContent).toContain('48,210');
    expect(april?.textContent).toContain('已銷毀');
    expect(within(table).queryByRole('button')).toBeNull();
  });

  it('proposes what is due after a second look, and says why it was refused', async () => {
    const server = new FakeServer().on(proposeDestruction, () => refuse('month-not-due'));
    const { user } = open({ months: [month({ state: 'due', blockers: [] })] }, true, server);
    await user.click(await screen.findByRole('button', { name: '提出銷毀' }));
    const dialog = screen.getByRole('dialog', { name: '提出銷毀 2026 年 5 月的紀錄？' });
    expect(dialog.textContent).toContain('48,210 通簡訊');
    await user.click(within(dialog).getByRole('button', { name: '提出銷毀' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('說明 month-not-due');
    server.on(proposeDestruction, { id: id(1) });
    await user.click(within(dialog).getByRole('button', { name: '提出銷毀' }));
    expect(await screen.findByText('已提出，等待另一位系統管理者核可。')).toBeTruthy();
    expect(server.calls(proposeDestruction).at(-1)?.params).toEqual({ month: '202605' });
  });

  const proposed = (mine: boolean) =>
    month({
      state: 'proposed',
      blockers: [],
      destruction: {
        id: id(1),
        step: 'proposed',
        proposedBy: '李大華',
        proposedAt: '2026-11-20T06:00:00Z',
        mine,
        approvedBy: null,
        stalled: false,
      },
    });

  it('lets another person approve, and tells whoever proposed it why he cannot', async () => {
    const server = new FakeServer().on(approveDestruction, () => undefined);
    const { user, unmount } = open({ months: [proposed(false)] }, true, server);
    expect(await screen.findByText(/李大華 於/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '核可銷毀' }));
    const dialog = screen.getByRole('dialog', { name: '核可銷毀 2026 年 5 月的紀錄？' });
    await user.click(within(dialog).getByRole('button', { name: '核可銷毀' }));
    expect(await screen.findByText('已核可，開始銷毀。')).toBeTruthy();
    expect(server.calls(approveDestruction)[0]?.params).toEqual({ destructionId: id(1) });
    unmount();

    const again = open({ months: [proposed(true)] }, true, server);
    const button = await screen.findByRole('button', { name: '核可銷毀' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await again.user.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('您提出的銷毀須由另一位系統管理者核可')).toBeTruthy();
  });

  it('sets and ends a legal hold, with a reason', async () => {
    const server = new FakeServer().on(setHold, { id: id(3) }).on(endHold, () => undefined);
    const { user } = open({ holds: [hold] }, true, server);
    await user.click(await screen.findByRole('button', { name: '設定保全' }));
    const dialog = screen.getByRole('dialog', { name: '設定依法保全' });
    const set = within(dialog).getByRole('button', { name: '設定保全' });
    await user.click(set);
    expect(within(dialog).getByText('請選擇機關或填寫月份。')).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: '月份' }), '202613');
    expect(within(dialog).getByText('請輸入西元年月，例如 202605。')).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: '月份' }), '{Backspace}{Backspace}05');
    await user.type(within(dialog).getByRole('textbox', { name: '原因與文號' }), '偵字第 12 號');
    await user.click(set);
    expect(await screen.findByText('已設定保全。')).toBeTruthy();
    expect(server.calls(setHold)[0]?.body).toEqual({
      agencyId: null,
      month: '202605',
      reason: '偵字第 12 號',
      until: null,
    });

    await user.click(screen.getByRole('button', { name: '解除' }));
    const ending = screen.getByRole('dialog', { name: '解除「測試機關・所有月份」的保全？' });
    await user.click(within(ending).getByRole('button', { name: '解除保全' }));
    expect(await within(ending).findByText('請填寫原因，至少 4 個字。')).toBeTruthy();
    await user.type(within(ending).getByRole('textbox', { name: '原因與文號' }), '偵查終結');
    await user.click(within(ending).getByRole('button', { name: '解除保全' }));
    expect(await screen.findByText('已解除保全。')).toBeTruthy();
    expect(server.calls(endHold)[0]).toMatchObject({
      params: { holdId: id(3) },
      body: { reason: '偵查終結' },
    });
  });

  it('sounds the alarm when a certificate is not as it was issued', async () => {
    open({ certificates: [certificate, { ...certificate, id: id(5), number: 2, valid: false }] });
    expect((await screen.findByRole('alert')).textContent).toContain('與開立時不符');
    const table = screen.getByRole('table', { name: '銷毀證明' });
    expect(within(table).getByText('內容未變')).toBeTruthy();
    expect(within(table).getByText('內容已遭變更')).toBeTruthy();
  });

  it('re-wraps until nothing is left, and retires an old master key', async () => {
    let left = 700;
    const server = new FakeServer()
      .on(rewrapKeys, () => ({ count: 350, left: (left -= 350) }))
      .on(retireMasterKey, () => undefined);
    const old = {
      id: 'bbbbbbbbbbbbbbbb',
      current: false,
      known: true,
      firstUsedAt: null,
      retiredAt: null,
      keys: 0,
    };
    const { user } = open({ keysLeft: 700, masterKeys: [...answer().masterKeys, old] }, true, server);
    expect(await screen.findByText(/還有 700 把資料金鑰/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '重新包裝' }));
    expect(await screen.findByText('已重新包裝 700 把資料金鑰。')).toBeTruthy();
    expect(server.calls(rewrapKeys)).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: '停用' }));
    await user.click(screen.getByRole('button', { name: '停用主金鑰' }));
    expect(await screen.findByText('主金鑰已停用。')).toBeTruthy();
    expect(server.calls(retireMasterKey)[0]?.params).toEqual({ masterId: old.id });
  });

  it('sets a longer period for the log of an agency', async () => {
    const server = new FakeServer().on(setLogPeriod, () => undefined);
    const { user } = open({}, true, server);
    await user.click(await screen.findByRole('button', { name: '設定期限' }));
    const dialog = screen.getByRole('dialog', { name: '設定交易日誌保存期限' });
    const months = within(dialog).getByRole('textbox', { name: '保存月數' });
    await user.clear(months);
    await user.type(months, '35');
    await user.type(within(dialog).getByRole('textbox', { name: '依據' }), '機關函復');
    await user.click(within(dialog).getByRole('button', { name: '設定期限' }));
    expect(within(dialog).getByText('請輸入 36 到 240 之間的整數。')).toBeTruthy();
    await user.clear(months);
    await user.type(months, '60');
    await user.click(within(dialog).getByRole('button', { name: '設定期限' }));
    expect(await screen.findByText('已設定保存期限。')).toBeTruthy();
    expect(server.calls(setLogPeriod)[0]).toMatchObject({
      params: { agencyId: id(9) },
      body: { months: 60, reason: '機關函復' },
    });
  });

  it('shows everything and locks every deed for those who only look', async () => {
    open({ months: [month({ state: 'due', blockers: [] })], holds: [hold], keysLeft: 1 }, false);
    for (const name of ['提出銷毀', '設定保全', '解除', '重新包裝', '設定期限']) {
      const button = await screen.findByRole('button', { name });
      expect([name, button.getAttribute('aria-disabled')]).toEqual([name, 'true']);
    }
  });

  it('says what will stand here when there is nothing yet, and what went wrong', async () => {
    const { unmount } = open({ months: [] });
    expect(await screen.findByText('目前沒有紀錄。')).toBeTruthy();
    expect(screen.getByText('還沒有銷毀證明。')).toBeTruthy();
    unmount();
    renderPage(<RetentionPage />, {
      server: new FakeServer().on(showRetention, () => refuse('unavailable')),
      session: sampleSession(['retention.view']),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('unavailable');
  });
});
