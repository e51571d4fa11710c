import { listLinks, showHome, showQuota } from '@sms111/contracts';
import { permissionsOf, type Role } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import type { Home } from './home-query';
import { HomePage } from './home-page';

const none = { messages: 0, segments: 0 };
const stages = {
  processing: none,
  handed: none,
  delivered: { messages: 98, segments: 110 },
  failed: { messages: 2, segments: 3 },
  unconfirmed: none,
  cancelled: none,
};
const batch: Home['recent'][number] = {
  id: 'b0fz3k9x2a03',
  name: '停水通知',
  channel: 'web',
  state: 'completed',
  senderName: '王小明',
  signature: '測試公共服務平臺',
  acceptedAt: '2026-11-20T06:05:09Z',
  completedAt: null,
  total: { messages: 100, segments: 113 },
  stages,
};
const outcome = { accepted: 100, delivered: 98, failed: 2, processing: 0, unconfirmed: 0 };
const HOME: Home = {
  quota: null,
  unitQuota: null,
  today: outcome,
  month: outcome,
  days: [{ day: '2026-11-20', messages: 100, segments: 113, delivered: 98, failed: 2 }],
  running: [],
  recent: [],
  unsentUploads: 0,
  members: null,
  handOver: null,
  agencies: null,
};
const quota = { ordered: 1000, remaining: 887, reserved: 0, charged: 113, lapsed: 0 };
const contract = { startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-12-31T15:59:59Z', open: true };
const queue = {
  waitingMessages: 0,
  oldestWaitingAt: null,
  openClaims: 0,
  unconfirmed: 0,
  unmatchedReceipts: 0,
  moreUnmatched: false,
};

const sampleLink = (more: object) => ({
  ...{ id: 'CHT-A', carrier: 'CHT', host: '127.0.0.1', port: 2775, enabled: true, state: 'bound' },
  ...{
    stateSince: null,
    worker: 'w1',
    window: 100,
    windowNow: 100,
    inWindow: 0,
    ratePerSecond: 0,
    rateNow: 0,
  },
  ...{ submittedPerSecond: 0, submitted: 0, refused: 0, unanswered: 0, strangers: 0, breaker: 'closed' },
  ...{ breakerSince: null, bindFault: null, recent: null, waitingChange: false, seenAt: null },
  ...more,
});

const open = (role: Role, home: Partial<Home>) =>
  renderPage(<HomePage />, {
    session: sampleSession([...permissionsOf(role)]),
    server: new FakeServer()
      .on(showHome, { ...HOME, ...home })
      .on(showQuota, { own: quota, unit: null, unitPrice: '0.85', contract })
      .on(listLinks, { links: [], carriers: [], changes: [], queue }),
  });
const headings = async () => {
  await screen.findByRole('heading', { name: '近 30 日發送量' });
  return screen.getAllByRole('heading', { level: 2 }).map(heading => heading.textContent);
};

describe('home', () => {
  it('of a sender: the ways to send, quota, last results', async () => {
    open('user', { quota, recent: [batch] });
    expect(await headings()).toEqual(['請選擇發送方式', '近 30 日發送量', '發送額度', '最近的發送結果']);
    expect(screen.queryByRole('link', { name: /系統介接 API/ })).toBeNull();
    expect(screen.getByRole('link', { name: '停水通知' }).getAttribute('href')).toBe('/batches/b0fz3k9x2a03');
  });

  it('of a group manager: the unit besides', async () => {
    const members = [{ name: '王小明', role: 'user', monthSegments: 113, lastSignInAt: null }];
    open('group-manager', { quota, unitQuota: quota, members });
    expect(await headings()).toEqual(expect.arrayContaining(['單位額度', '單位成員']));
    expect(screen.getByRole('link', { name: /系統介接 API/ })).toBeTruthy();
    expect(screen.getByRole('cell', { name: '使用者' })).toBeTruthy();
  });

  it.each(['ministry-admin', 'system-admin'] as const)(
    'of %s: figures of all, no way to send',
    async role => {
      const agencies = [{ name: '交通部公路局', messages: 100, delivered: 90, failed: 10 }];
      open(role, { handOver: { batches: 4, onTime: 3, slowestSeconds: 61 }, agencies });
      expect(await headings()).toEqual([
        '電信線路',
        '近 30 日發送量',
        '派送時效',
        '各機關本月發送情形',
        '最近的發送結果',
      ]);
      expect(screen.getByRole('heading', { level: 1, name: '總覽' })).toBeTruthy();
      expect(screen.getByText('10%')).toBeTruthy();
      expect(screen.getByText('75%')).toBeTruthy();
    },
  );

  it.each([
    [{ state: 'drained' }, 'status', '1 條線路維護中、停止交付中或已停用，其餘皆已連線'],
    [{ state: 'draining' }, 'status', '1 條線路維護中、停止交付中或已停用，其餘皆已連線'],
    [{ state: 'off', enabled: false }, 'status', '1 條線路維護中、停止交付中或已停用，其餘皆已連線'],
    [{ state: 'unbound' }, 'alert', '1 條線路未連線'],
    [{}, 'status', '所有線路皆已連線'],
  ])('says of a link that is %j what the board says', async (more, role, text) => {
    const { server } = open('system-admin', { handOver: null, agencies: null });
    server.on(listLinks, { links: [sampleLink(more)], carriers: [], changes: [], queue });
    const said = await screen.findByText(text);
    expect(said.closest('[role]')?.getAttribute('role')).toBe(role);
  });

  it('says what waits for an answer', async () => {
    open('user', { unsentUploads: 2, month: { ...outcome, unconfirmed: 3 } });
    expect(await screen.findByRole('link', { name: '2 份名單尚未發送' })).toBeTruthy();
    const doubt = screen.getByRole('link', { name: '本月有 3 通結果待確認' });
    expect(doubt.getAttribute('href')).toBe('/records?period=month&state=unconfirmed');
  });

  it('leads whoever settles what is in doubt to where that is done', async () => {
    const { unmount } = open('system-admin', {});
    const doubt = await screen.findByRole('link', { name: '結果待確認' });
    expect(doubt.getAttribute('href')).toBe('/queue');
    unmount();
    open('ministry-admin', {});
    expect(await screen.findByText(/^結果待確認/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: '結果待確認' })).toBeNull();
  });

  it('shows running batches in words too', async () => {
    const running = {
      ...batch,
      state: 'dispatching' as const,
      stages: { ...stages, processing: { messages: 100, segments: 100 } },
      total: { messages: 200, segments: 213 },
    };
    open('user', { running: [running] });
    const list = (await screen.findByRole('heading', { name: '進行中的批次' })).closest('section');
    expect(list?.textContent).toContain('處理中 100・送達成功 98・未成功送達 2');
    expect(list?.textContent).toContain('已完成 50%');
  });

  it('offers the days as a table', async () => {
    const { user } = open('user', {});
    await user.click(await screen.findByRole('button', { name: '以表格檢視' }));
    const table = screen.getByRole('table', { name: '近 30 日發送量' });
    expect(within(table).getByRole('cell', { name: '2026/11/20' })).toBeTruthy();
  });

  it('offers a beginner the first step', async () => {
    open('user', { days: [] });
    expect((await screen.findByRole('link', { name: '開始第一次發送' })).getAttribute('href')).toBe(
      '/compose',
    );
  });

  it('says what went wrong', async () => {
    renderPage(<HomePage />, {
      session: sampleSession([...permissionsOf('user')]),
      server: new FakeServer().on(showHome, () => refuse('unavailable')),
    });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
