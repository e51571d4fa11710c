import '@testing-library/jest-dom';
import { revealNumber, searchMessages, showMessage } from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { RecordsPage } from './records-page';
import { BATCH_ID, rerouted, sampleLine, sampleMessage, unrecorded } from './testing/samples';

const MAY: Permission[] = ['record.search', 'record.read-content'];

const serve = () =>
  new FakeServer()
    .on(searchMessages, { items: [sampleLine(0), sampleLine(1, { excerpt: null })], next: 'two' })
    .on(showMessage, sampleMessage())
    .on(revealNumber, { number: '0912345678' });
const open = (at = '/records', server = serve(), may = MAY) =>
  renderPage(<RecordsPage />, { session: sampleSession(may), at, path: '/records', server });
const asked = (server: FakeServer) => server.calls(searchMessages).at(-1)?.query;

describe('發送紀錄', () => {
  it('reads its filters from the URL', async () => {
    const { server } = open(
      '/records?period=own&from=2026-11-01&to=2026-11-20&number=0912-345-678&state=failed&carrier=FET&channel=api',
    );
    await screen.findByText('0912***000');
    expect(asked(server)).toEqual({
      limit: '50',
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-20T16:00:00.000Z',
      number: '0912345678',
      state: 'failed',
      carrier: 'FET',
      channel: 'api',
    });
    expect(screen.getByRole('textbox', { name: '收訊門號' })).toHaveValue('0912-345-678');
  });

  it('writes its filters into the URL', async () => {
    const { user, where } = open();
    await screen.findByText('0912***000');
    await user.click(screen.getByRole('combobox', { name: '狀態' }));
    await user.click(screen.getByRole('option', { name: '未成功送達' }));
    await user.type(screen.getByRole('textbox', { name: '收訊門號' }), '+886 912 345 678{Enter}');
    await waitFor(() => expect(where()).toBe('/records?number=0912345678&state=failed'));
    await user.click(await screen.findByRole('button', { name: '下一頁' }));
    expect(where()).toBe('/records?number=0912345678&state=failed&cursor=two');
    await user.click(screen.getByRole('button', { name: '清除條件' }));
    expect(where()).toBe('/records');
  });

  it('looks a batch up at any time', async () => {
    const { server } = open(`/records?batch=${BATCH_ID}`);
    await screen.findByText('0912***000');
    expect(asked(server)).toEqual({ limit: '50', batch: BATCH_ID });
  });

  it.each([
    ['0912345', '號碼碼數錯誤'],
    ['02-12345678', '不是手機號碼'],
    ['+14155550100', '國外門號'],
  ])('says what is wrong with %s, and asks nothing', async (typed, reason) => {
    const { user, server, where } = open();
    await screen.findByText('0912***000');
    await user.type(screen.getByRole('textbox', { name: '收訊門號' }), `${typed}{Enter}`);
    expect(await screen.findByText(new RegExp(reason))).toBeInTheDocument();
    expect(where()).toBe('/records');
    expect(server.calls(searchMessages)).toHaveLength(1);
  });

  it('offers to widen the search when nothing fits', async () => {
    const server = serve().on(searchMessages, { items: [], next: null });
    open('/records?state=failed', server);
    expect(await screen.findByText('沒有符合條件的紀錄')).toBeInTheDocument();
  });

  it('says where contents may not be seen', async () => {
    open();
    expect(await screen.findByText('（無檢視內容的權限）')).toBeInTheDocument();
  });
});

describe('the way of a message', () => {
  const deep = `/records?message=${BATCH_ID}-0`;

  it('is reached by a link and tells each step, why this carrier, and the codes in words', async () => {
    open(deep);
    const panel = await screen.findByRole('dialog', { name: '簡訊歷程' });
    await within(panel).findByText('平臺受理並保留額度');
    expect(within(panel).getByText('選定由台灣大哥大派送')).toBeInTheDocument();
    expect(within(panel).getByText(/超過線路速率（代碼 0x00000058）/)).toBeInTheDocument();
    expect(within(panel).getByText(/已送達手機（代碼 DELIVRD）/)).toBeInTheDocument();
    expect(within(panel).getByText(/台灣之星已併入台灣大哥大/)).toBeInTheDocument();
    expect(panel).toHaveTextContent('2026/11/20 14:05:03');
    expect(
      within(panel).getByText('選定時的號碼可攜資料：第 12 版（2026/11/19 03:00:00 匯入）'),
    ).toBeInTheDocument();
  });

  const shown = async (message: ReturnType<typeof sampleMessage>) => {
    open(deep, serve().on(showMessage, message));
    const panel = await screen.findByRole('dialog', { name: '簡訊歷程' });
    await within(panel).findByText('平臺受理並保留額度');
    return panel;
  };

  it('says which carrier refused it, and to which one it went instead', async () => {
    const panel = await shown(rerouted);
    const steps = within(panel)
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(steps[1]).toContain('選定由台灣大哥大派送');
    expect(steps[2]).toMatch(/電信業者拒絕受理線路 TWM-A · .*代碼.* 0x0000040B/);
    expect(steps[3]).toContain('台灣大哥大回覆此門號不在其網內，改派中華電信');
    expect(steps[4]).toContain('交給電信業者（線路 CHT-A）');
    expect(within(panel).getByText('中華電信 · 線路 CHT-A · 業者回覆後改派')).toBeInTheDocument();
    expect(within(panel).getByText('選定時平臺尚無號碼可攜資料。')).toBeInTheDocument();
  });

  it('says of a message whose worker died what is known, and that the rest is not', async () => {
    const panel = await shown(unrecorded);
    expect(within(panel).getByText('中華電信 · 線路 CHT-B · 選定依據未留存')).toBeInTheDocument();
    expect(within(panel).getByText(/派送程式在寫入紀錄前中斷/)).toBeInTheDocument();
    expect(panel).not.toHaveTextContent('尚未派送');
    expect(panel).not.toHaveTextContent('號段原配發：');
    expect(panel).not.toHaveTextContent('第 12 版');
  });

  it('goes back to the list when it is closed', async () => {
    const { user, where } = open(`/records?state=failed&message=${BATCH_ID}-0`);
    const panel = await screen.findByRole('dialog', { name: '簡訊歷程' });
    await user.click(within(panel).getByRole('button', { name: '關閉' }));
    expect(where()).toBe('/records?state=failed');
  });

  it('shows the whole number only after a purpose was given', async () => {
    const { user, server } = open(deep);
    await user.click(await screen.findByRole('button', { name: '顯示完整門號' }));
    const dialog = await screen.findByRole('dialog', { name: '顯示完整門號' });
    const confirm = within(dialog).getByRole('button', { name: '記錄並顯示門號' });
    await user.click(confirm);
    expect(await within(dialog).findByText('請填寫至少 2 個字的查詢目的。')).toBeInTheDocument();
    expect(server.calls(revealNumber)).toHaveLength(0);

    await user.type(within(dialog).getByRole('textbox', { name: /查詢目的/ }), '民眾來電查詢');
    await user.click(confirm);
    expect(await screen.findByText('0912-345-678')).toBeInTheDocument();
    expect(server.calls(revealNumber)[0]?.body).toEqual({ purpose: '民眾來電查詢' });
    await user.click(await screen.findByRole('button', { name: '隱藏門號' }));
    expect(screen.queryByText('0912-345-678')).not.toBeInTheDocument();
  });

  it('keeps the number masked, with the reason, for those who may not', async () => {
    open(deep, serve(), ['record.search']);
    const button = await screen.findByRole('button', { name: /顯示完整門號/ });
    expect(button).toHaveAccessibleDescription('您的帳號沒有檢視完整門號的權限');
  });
});
