import { listLinks } from '@sms111/contracts';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { CarriersPage } from './carriers-page';

const link = (id: string, carrier: string, more: object = {}) => ({
  id,
  carrier,
  host: '127.0.0.1',
  port: 2775,
  enabled: true,
  state: 'bound',
  worker: 'w1',
  window: 100,
  inWindow: 40,
  submittedPerSecond: 842.4,
  submitted: 1200,
  refused: 0,
  unanswered: 0,
  seenAt: new Date().toISOString(),
  ...more,
});
const queue = {
  waitingMessages: 0,
  oldestWaitingAt: null,
  openClaims: 0,
  unconfirmed: 0,
  unmatchedReceipts: 0,
};
const open = (links: object[]) =>
  renderPage(<CarriersPage />, {
    session: sampleSession(['carrier.view']),
    server: new FakeServer().on(listLinks, { links, queue }),
  });

describe('電信線路', () => {
  it('shows each link with its state in words, by carrier', async () => {
    open([link('CHT-A', 'CHT'), link('FET-A', 'FET')]);
    expect(await screen.findByText('2 條線路全部連線正常')).toBeTruthy();
    const board = screen.getByRole('table', { name: '中華電信' });
    expect(within(board).getByText('已連線')).toBeTruthy();
    expect(within(board).getByText('40/100')).toBeTruthy();
    expect(within(board).getByText('842.4')).toBeTruthy();
  });

  it('puts the alarm first, and names the carrier that nobody reaches', async () => {
    open([
      link('CHT-A', 'CHT'),
      link('FET-A', 'FET', { state: 'unbound' }),
      link('FET-B', 'FET', { state: 'binding' }),
    ]);
    const alarm = await screen.findByRole('alert');
    expect(alarm.textContent).toContain('2 條線路未連線');
    expect(alarm.textContent).toContain('遠傳電信沒有任何可用線路');
    expect(alarm.textContent).not.toContain('中華電信');
  });

  it('does not sound the alarm for a link that was switched off, and tells a silent worker', async () => {
    const seenAt = new Date(Date.now() - 120_000).toISOString();
    open([link('CHT-A', 'CHT', { seenAt }), link('CHT-B', 'CHT', { enabled: false, state: 'off' })]);
    expect(await screen.findByText('超過 1 分鐘沒有回報')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('已停用')).toBeTruthy();
  });
});
