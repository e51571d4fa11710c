import '@testing-library/jest-dom';
import {
  discardUpload,
  listUploadRows,
  type ResponseOf,
  sendUpload,
  showCompose,
  showUpload,
} from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { sampleCompose, sampleUpload, UPLOAD_ID } from './testing/samples';
import { UploadPage } from './upload-page';

type Row = ResponseOf<typeof listUploadRows>['items'][number];
const BATCH_ID = 'b0fz3k9d2m4q';

const row = (line: number, part: Partial<Row> = {}): Row => ({
  line,
  verdict: 'accept',
  number: `091200000${line}`,
  content: '您的申請已受理。',
  ref: '',
  units: 17,
  segments: 1,
  network: 'CHT',
  errors: [],
  warnings: [],
  ...part,
});
const BAD: Row[] = [
  row(2, { verdict: 'reject', number: '02-12345678', network: null, errors: [{ code: 'E_NOT_MOBILE' }] }),
  row(3, { verdict: 'reject', content: ' ', network: null, errors: [{ code: 'E_CONTENT_EMPTY' }] }),
  row(4, {
    verdict: 'reject',
    content: '如有疑問請電02-12345678，謝謝。',
    errors: [{ code: 'E_PHONE_NOT_LAST', from: 15, to: 26 }],
  }),
  row(5, { number: '+886912000005', warnings: [{ code: 'W_COUNTRY_CODE' }] }),
];
const RETURNED = sampleUpload({
  fileName: 'bad_rows.csv',
  state: 'returned',
  rows: { total: 58, accepted: 25, returned: 32, skipped: 1 },
  segments: 29,
  reasons: [
    { code: 'E_NOT_MOBILE', rows: 8 },
    { code: 'E_CONTENT_EMPTY', rows: 2 },
  ],
});

const open = (server: FakeServer, at = `/uploads/${UPLOAD_ID}`) =>
  renderPage(<UploadPage />, {
    session: sampleSession(['batch.send', 'upload.create']),
    at,
    path: '/uploads/:uploadId',
    server,
    routes: [
      { path: '/batches/:id', element: <p>batch page</p> },
      { path: '/uploads', element: <p>uploads page</p> },
    ],
  });
const serve = (upload: object, rows: Row[], compose = sampleCompose()) =>
  new FakeServer()
    .on(showUpload, upload)
    .on(showCompose, compose)
    .on(listUploadRows, { items: rows, next: null });

// jsdom has no layout.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
});

describe('a file with returned rows', () => {
  it('is judged in one plain sentence, and nothing of it can be sent', async () => {
    open(serve(RETURNED, BAD));
    expect(await screen.findByText('共 58 列：檢核通過 25 筆、退回 32 筆、空白 1 列')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '下載退回明細（修正後可重新上傳）' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '重新上傳' })).toHaveAttribute('href', '/uploads');
    expect(screen.queryByRole('button', { name: /發送/ })).not.toBeInTheDocument();
  });

  it('shows the reason of every row, what to do, and marks the cell', async () => {
    open(serve(RETURNED, BAD));
    const table = await screen.findByRole('table', { name: '逐列檢核結果' });
    const [, second, third, fourth, fifth] = within(table).getAllByRole('row');
    expect(second).toHaveTextContent('不是手機號碼 市話、免付費電話');
    expect(second).toHaveTextContent('有問題的欄位02-12345678');
    expect(third).toHaveTextContent('缺簡訊內容 補上簡訊內容，或刪除這一列。');
    expect(third).toHaveTextContent('有問題的欄位（空白）');
    expect(fourth).toHaveTextContent('聯絡電話未置於最後');
    expect(fourth).toHaveTextContent('有問題的欄位如有疑問請電02-12345678，謝謝。');
    expect(fifth).toHaveTextContent('已將 886 改為 0');
    expect(fifth).not.toHaveTextContent('有問題的欄位');
  });

  it('filters the rows by a reason, in the URL', async () => {
    const { user, where, server } = open(serve(RETURNED, BAD));
    await user.click(await screen.findByRole('button', { name: '不是手機號碼' }));
    expect(where()).toBe(`/uploads/${UPLOAD_ID}?code=E_NOT_MOBILE`);
    await waitFor(() =>
      expect(server.calls(listUploadRows).at(-1)?.query).toMatchObject({ code: 'E_NOT_MOBILE' }),
    );
  });

  it('offers the rows that passed only where the policy allows it, and says what is left out', async () => {
    const server = serve(RETURNED, BAD, sampleCompose({ goodRowsOnly: true })).on(sendUpload, {
      batchId: BATCH_ID,
      messages: 25,
      segments: 29,
    });
    const { user, where } = open(server);
    await user.click(await screen.findByRole('button', { name: '僅發送檢核通過的 25 筆' }));
    const dialog = await screen.findByRole('dialog', { name: '僅發送檢核通過的部分' });
    expect(dialog).toHaveTextContent('退回的 32 列不會發送，也不會留待日後補送。');
    expect(server.calls(sendUpload)).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: '僅發送檢核通過的 25 筆' }));
    await waitFor(() => expect(where()).toBe(`/batches/${BATCH_ID}`));
    expect(server.calls(sendUpload).map(({ body }) => body)).toEqual([{ goodRowsOnly: true }]);
  });
});

describe('a file that passed', () => {
  it('sends its own texts, once', async () => {
    const server = serve(sampleUpload(), [row(2), row(3), row(4)]).on(sendUpload, {
      batchId: BATCH_ID,
      messages: 3,
      segments: 4,
    });
    const { user, where } = open(server);
    await user.dblClick(await screen.findByRole('button', { name: '發送 4 則簡訊給 3 個門號' }));
    await waitFor(() => expect(where()).toBe(`/batches/${BATCH_ID}`));
    expect(server.calls(sendUpload).map(({ body }) => body)).toEqual([{ goodRowsOnly: false }]);
  });

  it('steps through the messages as they arrive', async () => {
    const { user } = open(serve(sampleUpload(), [row(2), row(3, { content: '另一則內容。' })]));
    const handset = await screen.findByRole('group', { name: '民眾手機預覽' });
    expect(handset).toHaveTextContent('測試公共服務平臺 您的申請已受理。');
    await user.click(screen.getByRole('button', { name: '下一封' }));
    expect(screen.getByRole('group', { name: '民眾手機預覽' })).toHaveTextContent(
      '測試公共服務平臺 另一則內容。',
    );
    expect(screen.getByText(/收訊門號 0912-000-003/)).toBeInTheDocument();
  });

  it('takes the text here where the file holds numbers only', async () => {
    const upload = sampleUpload({
      segments: null,
      recognised: {
        format: 'txt',
        encoding: 'ASCII',
        sheet: null,
        delimiter: null,
        layout: 'A',
        columns: [],
      },
    });
    const server = serve(upload, [row(2, { content: '' })]).on(sendUpload, {
      batchId: BATCH_ID,
      messages: 3,
      segments: 6,
    });
    const { user, where } = open(server);
    const button = await screen.findByRole('button', { name: '發送簡訊' });
    expect(button).toHaveAccessibleDescription(/請輸入簡訊內文/);
    await user.click(screen.getByRole('textbox', { name: '簡訊內文' }));
    await user.paste('文'.repeat(62));
    await user.click(screen.getByRole('button', { name: '發送 6 則簡訊給 3 個門號' }));
    await waitFor(() => expect(where()).toBe(`/batches/${BATCH_ID}`));
    expect(server.calls(sendUpload)[0]?.body).toEqual({ goodRowsOnly: false, content: '文'.repeat(62) });
  });
});

describe('a file on its way', () => {
  it('tells how far its check is', async () => {
    open(
      serve(
        sampleUpload({
          state: 'checking',
          recognised: null,
          progress: { rows: 500_000, rowsPerSecond: 100_000, fraction: 0.25 },
        }),
        [],
      ),
    );
    expect(await screen.findByText('500,000')).toBeInTheDocument();
    expect(screen.getByText('每秒 100,000 列')).toBeInTheDocument();
    expect(screen.getByText('00:15')).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: '檢核中' })).toHaveAttribute('aria-valuenow', '25');
  });

  it('says which error refused it, and what to do', async () => {
    open(
      serve(sampleUpload({ state: 'refused', recognised: null, fileErrors: [{ code: 'E_ENCODING' }] }), []),
    );
    expect(await screen.findByText('無法辨識文字編碼')).toBeInTheDocument();
    expect(screen.getByText(/另存為「CSV UTF-8」/)).toBeInTheDocument();
  });

  it('leads to its batch once it is sent', async () => {
    open(serve(sampleUpload({ state: 'sent', batchId: BATCH_ID }), []));
    expect(await screen.findByRole('link', { name: '查看發送進度' })).toHaveAttribute(
      'href',
      `/batches/${BATCH_ID}`,
    );
  });

  it('is deleted after a second look', async () => {
    const server = serve(RETURNED, BAD).on(discardUpload, () => ({ status: 204 }));
    const { user, where } = open(server);
    await user.click(await screen.findByRole('button', { name: '刪除名單檔' }));
    const dialog = await screen.findByRole('dialog', { name: '要刪除這份名單檔嗎？' });
    await user.click(within(dialog).getByRole('button', { name: '刪除名單檔' }));
    await waitFor(() => expect(where()).toBe('/uploads'));
    expect(server.calls(discardUpload)).toHaveLength(1);
  });

  it('that is not there says so', async () => {
    open(new FakeServer().on(showUpload, () => refuse('not-found')));
    expect(await screen.findByText('標題 not-found')).toBeInTheDocument();
  });
});
