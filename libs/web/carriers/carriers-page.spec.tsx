import { listLinks, pauseCarrier, proposeNewLink, resumeCarrier, showLink } from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { CarriersPage } from './carriers-page';
import { NO_QUEUE, sampleCarrier, sampleChange, sampleDetail, sampleLink as link } from './testing/samples';

const MAY: Permission[] = ['carrier.view', 'carrier.control'];

type Link = ReturnType<typeof link>;

/** The carriers of the links, unless said otherwise. */
const open = (links: Link[], carriers?: object[], may = MAY, changes: object[] = []) =>
  renderPage(<CarriersPage />, {
    session: sampleSession(may),
    server: new FakeServer().on(listLinks, {
      links,
      carriers: carriers ?? [...new Set(links.map(each => each.carrier))].map(code => sampleCarrier(code)),
      changes,
      queue: NO_QUEUE,
    }),
  });

describe('電信線路', () => {
  it('shows each link with its state in words, its rate and latency, by carrier', async () => {
    open([link('CHT-A', { ratePerSecond: 900 }), link('FET-A', { recent: null })]);
    expect(await screen.findByText('2 條線路全部連線正常')).toBeTruthy();
    const board = screen.getByRole('table', { name: '中華電信' });
    expect(within(board).getByText('已連線')).toBeTruthy();
    expect(within(board).getByText('40/100')).toBeTruthy();
    expect(within(board).getByText('842.4／核定 900')).toBeTruthy();
    expect(within(board).getByText('12／45 毫秒')).toBeTruthy();
    expect(within(board).getByText('1,500／4,200 毫秒')).toBeTruthy();
    expect(within(board).getByRole('link', { name: 'CHT-A' }).getAttribute('href')).toBe('/carriers/CHT-A');
    expect(within(screen.getByRole('table', { name: '遠傳電信' })).getAllByText('尚無資料')).toHaveLength(2);
  });

  it('puts the alarm first, and names the carrier that nobody reaches', async () => {
    open([
      link('CHT-A'),
      link('FET-A', { state: 'unbound' }),
      link('FET-B', { state: 'binding' }),
      link('TWM-A', { breaker: 'open' }),
    ]);
    const alarm = await screen.findByRole('alert');
    expect(alarm.textContent).toContain('2 條線路未連線');
    expect(alarm.textContent).toContain('遠傳電信沒有任何可用線路');
    expect(alarm.textContent).toContain('台灣大哥大沒有任何可用線路');
    expect(alarm.textContent).not.toContain('中華電信');
    expect(screen.getByText('暫停使用中')).toBeTruthy();
  });

  it('does not sound the alarm for a link that somebody stopped, and tells a silent worker', async () => {
    const seenAt = new Date(Date.now() - 120_000).toISOString();
    open([
      link('CHT-A', { seenAt }),
      link('CHT-B', { enabled: false, state: 'off' }),
      link('CHT-C', { state: 'drained' }),
    ]);
    expect(await screen.findByText('超過 1 分鐘沒有回報')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('已停用')).toBeTruthy();
    expect(screen.getByText('維護中')).toBeTruthy();
    expect(screen.getByText('1 條線路連線正常，另有 2 條維護中、停止交付中或已停用')).toBeTruthy();
    expect(screen.queryByText(/全部連線正常/)).toBeNull();
    expect(screen.getByText(/中華電信只有 1 條可用線路（CHT-A）/)).toBeTruthy();
  });

  it('says of a link that gives up its messages that it is stopping, and who has links to spare', async () => {
    open([
      link('CHT-A'),
      link('CHT-B'),
      link('CHT-C', { state: 'draining' }),
      link('TWM-A'),
      link('TWM-B', { state: 'unbound' }),
    ]);
    expect(await screen.findByText('停止交付中')).toBeTruthy();
    const alarm = screen.getByRole('alert').textContent;
    expect(alarm).toContain('1 條線路未連線');
    expect(alarm).toContain('3 條線路連線正常，另有 1 條');
    expect(screen.getByText(/台灣大哥大只有 1 條可用線路（TWM-A）/)).toBeTruthy();
    expect(screen.queryByText(/中華電信只有/)).toBeNull();
  });

  it('shows what the last five minutes brought, not what ever was', async () => {
    const recent = { ...link('CHT-A').recent, unanswered: 4, strangers: 6 };
    open([link('CHT-A', { unanswered: 731, strangers: 912, recent }), link('CHT-B', { unanswered: 731 })]);
    const board = await screen.findByRole('table', { name: '中華電信' });
    expect(within(board).getByRole('columnheader', { name: '未回應' })).toBeTruthy();
    expect(within(board).getByRole('columnheader', { name: '來訊' })).toBeTruthy();
    expect(board.textContent).not.toMatch(/731|912/);
    expect(within(board).getByText('4')).toBeTruthy();
    expect(within(board).getByText('6')).toBeTruthy();
  });

  it('says when there are more unmatched receipts than are counted', async () => {
    const { server } = open([link('CHT-A')]);
    server.on(listLinks, {
      ...{ links: [link('CHT-A')], carriers: [sampleCarrier('CHT')], changes: [] },
      queue: { ...NO_QUEUE, unmatchedReceipts: 1_000, moreUnmatched: true },
    });
    expect(await screen.findByText('1,000 以上')).toBeTruthy();
  });

  it('pauses a carrier with a reason, and says when that failed', async () => {
    const { user, server } = open([link('CHT-A')], [sampleCarrier('CHT')]);
    server.on(pauseCarrier, () => refuse('state-conflict'));
    await user.click(await screen.findByRole('button', { name: '暫停派送 中華電信' }));
    const dialog = screen.getByRole('dialog', { name: '暫停派送給中華電信？' });
    const deed = () => within(dialog).getByRole('button', { name: '暫停派送' });
    expect(deed().getAttribute('aria-disabled')).toBe('true');
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '業者通知機房異常');
    await user.click(deed());
    expect((await within(dialog).findByRole('alert')).textContent).toContain('說明 state-conflict');
    server.on(pauseCarrier, () => undefined);
    await user.click(deed());
    expect(await screen.findByText('已執行。')).toBeTruthy();
    expect(server.calls(pauseCarrier)[1]).toMatchObject({
      params: { carrier: 'CHT' },
      body: { reason: '業者通知機房異常' },
    });
  });

  it('shows who paused a carrier and why, and lets it go on', async () => {
    const paused = { at: '2026-11-20T06:00:00Z', by: '陳一', reason: '機房異常' };
    const { user, server } = open([link('CHT-A')], [sampleCarrier('CHT', { paused })]);
    server.on(resumeCarrier, () => undefined);
    expect(await screen.findByText('中華電信已暫停派送')).toBeTruthy();
    expect(screen.getByText(/操作人員：陳一；原因：機房異常/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '恢復派送 中華電信' }));
    await user.type(screen.getByRole('textbox', { name: '原因' }), '業者已修復');
    await user.click(screen.getByRole('button', { name: '恢復派送' }));
    expect(server.calls(resumeCarrier)).toHaveLength(1);
  });

  it('locks the pause, with the reason, for whoever may only look', async () => {
    open([link('CHT-A')], [sampleCarrier('CHT')], ['carrier.view']);
    const button = await screen.findByRole('button', { name: '暫停派送 中華電信' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('此操作限系統管理者。');
  });

  it('opens the proposal of another link, filled in like the first, for whoever may configure', async () => {
    const { user, server } = open(
      [link('CHT-A', { waitingChange: true })],
      [sampleCarrier('CHT')],
      [...MAY, 'carrier.configure'],
    );
    server.on(showLink, sampleDetail());
    expect(await screen.findByText('變更待核准')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '提出新增線路 中華電信' }));
    const dialog = await screen.findByRole('dialog', { name: '為中華電信提出新增線路' });
    expect(within(dialog).getByLabelText<HTMLInputElement>('線路代號').value).toBe('CHT-');
    expect(within(dialog).getByLabelText<HTMLInputElement>('主機').value).toBe('10.1.2.3');
    expect(server.calls(showLink)[0]).toMatchObject({ params: { linkId: 'CHT-A' } });
  });

  it('has a section for a carrier without a link, from which the first one is proposed', async () => {
    const { user, server } = open([], [sampleCarrier('FET')], [...MAY, 'carrier.configure']);
    server.on(proposeNewLink, { changeId: sampleChange().id });
    const section = await screen.findByRole('region', { name: '遠傳電信' });
    expect(section.textContent).toContain('尚未設定線路。');
    expect(section.textContent).toContain('請按「提出新增線路」');
    await user.click(screen.getByRole('button', { name: '提出新增線路 遠傳電信' }));
    const dialog = within(await screen.findByRole('dialog', { name: '為遠傳電信提出新增線路' }));
    expect(dialog.getByLabelText<HTMLInputElement>('主機').value).toBe('');
    expect(dialog.getByLabelText<HTMLInputElement>('線路代號').value).toBe('FET-');
    expect(server.calls(showLink)).toEqual([]);
  });

  it('says why the proposal does not open, and tries again', async () => {
    const { user, server } = open([link('CHT-A')], undefined, [...MAY, 'carrier.configure']);
    server.on(showLink, () => refuse('not-found'));
    await user.click(await screen.findByRole('button', { name: '提出新增線路 中華電信' }));
    const dialog = await screen.findByRole('dialog', { name: '為中華電信提出新增線路' });
    expect((await within(dialog).findByRole('alert')).textContent).toContain('說明 not-found');
    server.on(showLink, sampleDetail());
    await user.click(within(dialog).getByRole('button', { name: /重試|再試/ }));
    expect(await screen.findByLabelText('線路代號')).toBeTruthy();
  });

  it('says what to do where there is no carrier at all', async () => {
    open([], []);
    expect(await screen.findByText('尚未建立電信業者。')).toBeTruthy();
    expect(screen.getByText(/發行步驟 migrate/)).toBeTruthy();
  });

  it('names the changes that wait, of links to be and of carriers too, with the way to each', async () => {
    const other = { id: '0192f0c0-0000-7000-8000-000000000062', kind: 'carrier', linkId: null, isMine: true };
    open([link('CHT-A')], undefined, MAY, [
      sampleChange({ kind: 'create', linkId: 'CHT-C' }),
      sampleChange(other),
    ]);
    expect(await screen.findByText('2 項變更待核准')).toBeTruthy();
    const ways = ['新增線路 CHT-C', '業者設定 中華電信'].map(name => screen.getByRole('link', { name }));
    expect(ways.map(way => way.getAttribute('href'))).toEqual([
      `/carriers/changes/${sampleChange().id}`,
      `/carriers/changes/${other.id}`,
    ]);
    expect(screen.getByText(/您提出的，須由另一位系統管理者核准/)).toBeTruthy();
  });

  it('locks the proposal, with the reason, for whoever may not configure', async () => {
    open([link('CHT-A')], [sampleCarrier('CHT')], ['carrier.view']);
    const button = await screen.findByRole('button', { name: '提出新增線路 中華電信' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('此操作限系統管理者。');
  });
});
