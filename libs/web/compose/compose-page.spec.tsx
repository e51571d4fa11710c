import '@testing-library/jest-dom';
import { createBatch, showCompose } from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { ComposePage } from './compose-page';
import { OTHER, sampleCompose, SIGNATURE } from './testing/samples';

const NUMBERS = Array.from({ length: 100 }, (_, index) => `09120000${String(index).padStart(2, '0')}`);
const LONG = '文'.repeat(62);
const BATCH_ID = 'b0fz3k9d2m4q';

const open = async (server = new FakeServer().on(showCompose, sampleCompose())) => {
  const page = renderPage(<ComposePage />, {
    session: sampleSession(['batch.send']),
    at: '/compose',
    server,
    routes: [
      { path: '/batches/:id', element: <p>batch page</p> },
      { path: '/batches', element: <p>batches page</p> },
    ],
  });
  const numbers = await screen.findByRole('textbox', { name: '收訊門號' });
  const body = screen.getByRole('textbox', { name: '簡訊內文' });
  const fill = async (recipients: string, text: string) => {
    await page.user.click(numbers);
    await page.user.paste(recipients);
    await page.user.click(body);
    await page.user.paste(text);
  };
  return { ...page, fill };
};
const deed = (name: string | RegExp) => screen.findByRole('button', { name });

beforeEach(() => sessionStorage.clear());

describe('網頁發送', () => {
  it('says the deed on the button: segments and numbers', async () => {
    const { fill } = await open();
    await fill(NUMBERS.join('\n'), LONG);
    expect(await deed('發送 200 則簡訊給 100 個門號')).not.toHaveAttribute('aria-disabled');
    expect(screen.getByText('100 個門號：可發送 100、退回 0、重複 0')).toBeInTheDocument();
    expect(screen.getByText('NT$ 150')).toBeInTheDocument();
    expect(screen.getByText('4,800')).toBeInTheDocument();
  });

  it('holds until the numbers that are none are mended or removed', async () => {
    const { fill, user, server } = await open();
    await fill([...NUMBERS.slice(0, 97), '02-12345678', '0912ABC011', '+8613800138000'].join('\n'), '您好');
    expect(await screen.findByText('100 個門號：可發送 97、退回 3、重複 0')).toBeInTheDocument();
    const button = await deed('發送 97 則簡訊給 97 個門號');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(/有 3 個門號需要修正或移除/);
    await user.click(button);
    expect(server.calls(createBatch)).toHaveLength(0);

    await user.click(screen.getByRole('button', { name: '移除這 3 個' }));
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  });

  it('locks with its reason when the quota does not suffice', async () => {
    const quota = { ordered: 100, remaining: 150, reserved: 0, charged: 0, lapsed: 0 };
    const { fill } = await open(new FakeServer().on(showCompose, sampleCompose({ quota })));
    await fill(NUMBERS.join('\n'), LONG);
    const button = await deed('發送 200 則簡訊給 100 個門號');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(/額度不足：需要 200 則，尚可發送 150 則/);
    expect(screen.getByText('不足 50 則')).toBeInTheDocument();
  });

  it('locks outside of the contract', async () => {
    const contract = { startsAt: '2025-01-01T00:00:00Z', endsAt: '2025-12-31T00:00:00Z', open: false };
    await open(new FakeServer().on(showCompose, sampleCompose({ contract })));
    expect(await deed('發送簡訊')).toHaveAccessibleDescription(/目前不在契約期間/);
  });

  it('asks for no lane where none was granted', async () => {
    const { fill, user, server } = await open(
      new FakeServer()
        .on(showCompose, sampleCompose())
        .on(createBatch, { batchId: BATCH_ID, messages: 1, segments: 1 }),
    );
    expect(screen.queryByRole('combobox', { name: '派送順序' })).not.toBeInTheDocument();
    await fill('0912000001', '您好');
    await user.click(await deed('發送 1 則簡訊給 1 個門號'));
    await waitFor(() => expect(server.calls(createBatch)).toHaveLength(1));
    expect(server.calls(createBatch)[0]?.body).not.toHaveProperty('lane');
  });

  it('sends in a lane that was granted, after it was looked at once more', async () => {
    const { fill, user, server } = await open(
      new FakeServer()
        .on(showCompose, sampleCompose({ lanes: ['disaster', 'notice', 'bulk'] }))
        .on(createBatch, { batchId: BATCH_ID, messages: 1, segments: 1 }),
    );
    await fill('0912000001', '您好');
    await user.click(screen.getByRole('combobox', { name: '派送順序' }));
    expect(screen.getAllByRole('option').map(option => option.textContent)).toEqual(['依數量安排', '災防']);
    await user.click(screen.getByRole('option', { name: '災防' }));
    await user.click(await deed('發送 1 則簡訊給 1 個門號'));
    const look = await screen.findByRole('dialog', { name: '請再確認一次' });
    expect(within(look).getByText('以「災防」順序派送')).toBeInTheDocument();
    expect(server.calls(createBatch)).toHaveLength(0);
    await user.click(within(look).getByRole('button', { name: '發送 1 則簡訊給 1 個門號' }));
    await waitFor(() => expect(server.calls(createBatch)).toHaveLength(1));
    expect(server.calls(createBatch)[0]?.body).toMatchObject({ lane: 'disaster' });
  });

  it('sends once however often one clicks, and leads to the batch', async () => {
    let answer: (value: object) => void = () => undefined;
    const answered = new Promise<object>(resolve => (answer = resolve));
    const server = new FakeServer().on(showCompose, sampleCompose()).on(createBatch, () => answered);
    const { fill, user, where } = await open(server);
    await user.selectOptions(screen.getByRole('combobox', { name: '單位／公共服務名稱' }), OTHER.name);
    await fill('0912-000-001\n0912000002\n0912000001', '您好');
    await user.dblClick(await deed('發送 2 則簡訊給 2 個門號'));
    await user.click(await deed('發送 2 則簡訊給 2 個門號'));
    answer({ batchId: BATCH_ID, messages: 2, segments: 2 });
    await waitFor(() => expect(where()).toBe(`/batches/${BATCH_ID}`));
    const [call, ...more] = server.calls(createBatch);
    expect(more).toEqual([]);
    expect(call?.body).toEqual({
      sendKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      signatureId: OTHER.id,
      content: '您好',
      recipients: ['0912000001', '0912000002'],
    });
  });

  it('asks with the same key again when no answer came, and with another for another text', async () => {
    const server = new FakeServer().on(showCompose, sampleCompose()).on(createBatch, () => {
      throw new TypeError('network');
    });
    const { fill, user } = await open(server);
    await fill('0912000001', '您好');
    await user.click(await deed('發送 1 則簡訊給 1 個門號'));
    expect(await screen.findByText('沒有收到平臺的回覆')).toBeInTheDocument();
    await user.click(await deed('發送 1 則簡訊給 1 個門號'));
    await waitFor(() => expect(server.calls(createBatch)).toHaveLength(2));
    await user.type(screen.getByRole('textbox', { name: '簡訊內文' }), '。');
    await user.click(await deed('發送 1 則簡訊給 1 個門號'));
    await waitFor(() => expect(server.calls(createBatch)).toHaveLength(3));
    const [first, second, third] = server.calls(createBatch).map(({ body }) => body as { sendKey: string });
    expect(second?.sendKey).toBe(first?.sendKey);
    expect(third?.sendKey).not.toBe(first?.sendKey);
  });

  it('tells what the server refused', async () => {
    const server = new FakeServer()
      .on(showCompose, sampleCompose())
      .on(createBatch, () => refuse('agency-suspended'));
    const { fill, user } = await open(server);
    await fill('0912000001', '您好');
    await user.click(await deed('發送 1 則簡訊給 1 個門號'));
    expect(await screen.findByText('標題 agency-suspended')).toBeInTheDocument();
    expect(screen.queryByText('沒有收到平臺的回覆')).not.toBeInTheDocument();
  });

  it('asks for a second look above a thousand messages', async () => {
    const server = new FakeServer()
      .on(showCompose, sampleCompose())
      .on(createBatch, { batchId: BATCH_ID, messages: 1_001, segments: 1_001 });
    const { fill, user, where } = await open(server);
    await fill(
      Array.from({ length: 1_001 }, (_, index) => `09120${String(index).padStart(5, '0')}`).join('\n'),
      '您好',
    );
    await user.click(await deed('發送 1,001 則簡訊給 1,001 個門號'));
    const dialog = await screen.findByRole('dialog', { name: '請再確認一次' });
    expect(within(dialog).getByText(/測試公共服務平臺\s您好/)).toBeInTheDocument();
    expect(server.calls(createBatch)).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: '發送 1,001 則簡訊給 1,001 個門號' }));
    await waitFor(() => expect(where()).toBe(`/batches/${BATCH_ID}`));
  });

  it('keeps a draft without the numbers, and brings it back', async () => {
    const { fill, unmount } = await open();
    await fill('0912000001', '提醒您今日截止');
    await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('提醒您今日截止'));
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('0912000001');
    unmount();
    await open();
    expect(screen.getByRole('textbox', { name: '簡訊內文' })).toHaveValue('提醒您今日截止');
    expect(screen.getByRole('textbox', { name: '收訊門號' })).toHaveValue('');
    expect(screen.getByText(/已帶回上次未送出的內容/)).toBeInTheDocument();
  });

  it('asks before it is left with something unsent', async () => {
    const { fill, user, where } = await open();
    await fill('0912000001', '您好');
    await user.click(screen.getByRole('tab', { name: '上傳檔案' }));
    await user.click(screen.getByRole('link', { name: '前往整批上傳' }));
    const dialog = await screen.findByRole('dialog', { name: '還沒有發送，要離開嗎？' });
    await user.click(within(dialog).getByRole('button', { name: '留在這一頁' }));
    expect(where()).toBe('/compose');
  });

  it('says what to do where the unit has no name', async () => {
    renderPage(<ComposePage />, {
      session: sampleSession(['batch.send']),
      server: new FakeServer().on(showCompose, sampleCompose({ signatures: [] })),
    });
    expect(await screen.findByText(/貴單位尚未設定單位或公共服務名稱/)).toBeInTheDocument();
  });

  it('shows an error with a way to try again', async () => {
    const server = new FakeServer().on(showCompose, () => refuse('unavailable'));
    const { user } = renderPage(<ComposePage />, { session: sampleSession(['batch.send']), server });
    await screen.findByText('標題 unavailable');
    server.on(showCompose, sampleCompose());
    await user.click(screen.getByRole('button', { name: '重試' }));
    expect(await screen.findByText(SIGNATURE.name)).toBeInTheDocument();
  });
});
