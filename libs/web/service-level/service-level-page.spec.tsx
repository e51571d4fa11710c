import { showServiceLevel, type ResponseOf } from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { ServiceLevelPage } from './service-level-page';

type Level = ResponseOf<typeof showServiceLevel>;

const late: Level['items'][number] = {
  id: 'b0fz3k9d2m4q',
  agencyName: '交通部公路局',
  unitName: '資訊室',
  state: 'missed',
  acceptedAt: '2026-11-20T06:05:00Z',
  dueAt: '2026-11-20T08:05:00Z',
  handedOverAt: '2026-11-20T08:10:00Z',
  segments: 150_000,
  allowedSeconds: 3_600,
  usedSeconds: 3_900,
  pausedSeconds: 3_600,
  points: 1,
  pointsWithPauses: 3,
};
const inDanger = {
  ...late,
  id: 'b0fz3k9d2m4r',
  state: 'at-risk' as const,
  handedOverAt: null,
  usedSeconds: null,
  points: 0,
};
const level: Level = {
  month: '2026-11',
  months: ['2026-11', '2026-10'],
  totals: {
    met: 998,
    missed: 2,
    open: 3,
    atRisk: 1,
    withdrawn: 4,
    segments: 1_234_567,
    points: 5,
    slowestSeconds: 3_900,
  },
  items: [late, inDanger],
  next: 'two',
};
const none = {
  met: 0,
  missed: 0,
  open: 0,
  atRisk: 0,
  withdrawn: 0,
  segments: 0,
  points: 0,
  slowestSeconds: null,
};

const open = (answer: Level | (() => ReturnType<typeof refuse>)) =>
  renderPage(<ServiceLevelPage />, {
    session: sampleSession(['service-level.view', 'batch.view']),
    at: '/service-level',
    path: '/service-level',
    server: new FakeServer().on(showServiceLevel, answer),
  });

describe('服務水準', () => {
  it('shows the share in time, what was late, and what is about to be', async () => {
    open(level);
    expect(await screen.findByText('99.8%')).toBeTruthy();
    expect(screen.getByText('998／1,000 批')).toBeTruthy();
    expect(screen.getByText('其中 1 批可能趕不上時限')).toBeTruthy();
    expect(screen.getByText('1,234,567')).toBeTruthy();
    expect(screen.getByText(/4 批由發送單位於時限內取消/)).toBeTruthy();
    const table = screen.getByRole('table', { name: '超過時限與可能趕不上時限的批次' });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first?.textContent).toContain('交通部公路局');
    expect(first?.textContent).toContain('超過時限');
    expect(first?.textContent).toContain('不扣除暫停為 3 點');
    expect(second?.textContent).toContain('可能趕不上');
    expect(second?.textContent).toContain('尚未完成');
    expect(within(table).getByRole('link', { name: 'b0fz3k9d2m4q' }).getAttribute('href')).toBe(
      '/batches/b0fz3k9d2m4q',
    );
  });

  it('goes to another month, and on to older batches of it, in the URL', async () => {
    const { user, where, server } = open(level);
    await screen.findByText('99.8%');
    await user.click(screen.getByRole('combobox', { name: '月份' }));
    await user.click(screen.getByRole('option', { name: '2026 年 10 月' }));
    expect(where()).toBe('/service-level?month=2026-10');
    await waitFor(() =>
      expect(server.calls(showServiceLevel).at(-1)?.query).toMatchObject({ month: '2026-10' }),
    );
    await user.click(await screen.findByRole('button', { name: '下一頁' }));
    expect(where()).toContain('cursor=two');
  });

  it('says that all is well', async () => {
    open({ ...level, items: [], next: null, totals: { ...none, met: 3, slowestSeconds: 61 } });
    expect(await screen.findByText('100%')).toBeTruthy();
    expect(screen.getByText('01:01')).toBeTruthy();
    expect(screen.getByText('這個月沒有超過時限或可能趕不上時限的批次。')).toBeTruthy();
  });

  it('is empty in a month without batches', async () => {
    open({ ...level, items: [], next: null, totals: none });
    expect(await screen.findByText('這個月沒有發送紀錄')).toBeTruthy();
  });

  it('says why it cannot be shown', async () => {
    open(() => refuse('unavailable'));
    expect(await screen.findByText('標題 unavailable')).toBeTruthy();
  });
});
