import { utils, write } from '@e965/xlsx';
import { KeyRing, unseal } from '@sms111/api/platform';
import { CheckLeases, LeaseLost, MOST_CHECKS } from './check-lease';
import { CheckUpload } from './check-upload';
import { newUploadsBench, sampleFile, type UploadsBench } from './testing/uploads-bench';
import { UploadSweep } from './upload-sweep';

const GOOD = '手機號碼,簡訊內容,自訂序號\r\n0912000001,您好,A1\r\n0918000002,您好,A2\r\n';
const MIXED =
  '手機號碼,簡訊內容\r\n0912000001,您好\r\n02-12345678,您好\r\n,,\r\n0912000001,您好\r\n0940000003,再見\r\n';

describe('checking an upload', () => {
  let bench: UploadsBench;
  beforeAll(async () => {
    bench = await newUploadsBench();
  });
  afterAll(() => bench.close());

  it('finds the sample of 100 rows ready: 113 segments by prefix and mergers', async () => {
    const upload = await bench.checked({
      fileName: 'valid100_big5.csv',
      content: sampleFile('valid100_big5.csv'),
    });
    expect(upload).toMatchObject({
      state: 'ready',
      recognised: {
        format: 'csv',
        encoding: 'CP950',
        sheet: null,
        delimiter: ',',
        layout: 'B',
        columns: ['手機號碼', '簡訊內容', '自訂序號'],
      },
      rows: { total: 100, accepted: 100, returned: 0, skipped: 0 },
      progress: { rows: 100, fraction: 1 },
      segments: 113,
      reasons: [],
      networks: [
        { network: 'TWM', rows: 39 },
        { network: 'FET', rows: 34 },
        { network: 'CHT', rows: 27 },
      ],
      fileErrors: [],
      batchId: null,
    });
  });

  it('holds a file with returned rows and counts its reasons', async () => {
    const upload = await bench.checked({ content: MIXED });
    expect(upload).toMatchObject({
      state: 'returned',
      rows: { total: 5, accepted: 2, returned: 2, skipped: 1 },
      reasons: [
        { code: 'E_DUPLICATE', rows: 1 },
        { code: 'E_NOT_MOBILE', rows: 1 },
      ],
      networks: [{ network: 'CHT', rows: 2 }],
    });
    expect(upload.warnings).toContainEqual({ code: 'W_PREFIX_UNALLOCATED', rows: 1 });
    expect(upload.warnings).toContainEqual({ code: 'W_BLANK_ROW', rows: 1 });
  });

  it('judges the sample of bad rows as the manifest counts them', async () => {
    const upload = await bench.checked({ fileName: 'bad.csv', content: sampleFile('bad_rows_utf8bom.csv') });
    expect(upload).toMatchObject({
      state: 'returned',
      rows: { total: 58, accepted: 25, returned: 32, skipped: 1 },
    });
  });

  it('returns a row whose own number hides separators of what is sealed', async () => {
    const content =
      '手機號碼,簡訊內容,自訂序號\n0912000001,您好,A\u001e0912000009\u001f您好\n0912000002,您好,A2\n';
    expect(await bench.checked({ content })).toMatchObject({
      state: 'returned',
      rows: { accepted: 1, returned: 1 },
      reasons: [{ code: 'E_CONTROL_CHAR', rows: 1 }],
    });
  });

  it('leaves the segments of a list of numbers open', async () => {
    const upload = await bench.checked({ fileName: '名單.txt', content: '0912000001\n0918000002\n' });
    expect(upload).toMatchObject({
      state: 'ready',
      segments: null,
      recognised: { layout: 'A', delimiter: null },
    });
  });

  it.each([
    ['zip', '名單.zip', 'PK\u0003\u0004', { code: 'E_FILE_FORMAT', value: 'txt、csv、xls、xlsx' }],
    ['empty', '名單.csv', '', { code: 'E_FILE_EMPTY' }],
    ['broken late', '名單.csv', `${GOOD}0912000003,"您好`, { code: 'E_CSV_QUOTE', value: '4' }],
  ])('refuses a file that is %s and keeps nothing of it', async (_name, fileName, content, fault) => {
    const upload = await bench.checked({ fileName, content });
    expect(upload).toMatchObject({ state: 'refused', fileErrors: [fault], rows: { total: 0 } });
    const left = await bench.db.query(
      'SELECT 1 FROM upload_chunk WHERE upload_id = $1 UNION ALL SELECT 1 FROM upload_block WHERE upload_id = $1',
      [upload.id],
    );
    expect(left).toEqual([]);
  });

  it('keeps numbers and texts as ciphertext only, and the raw file no longer than the check', async () => {
    const { id } = await bench.checked({
      content: '手機號碼,簡訊內容\n0987654321,只給您看的內容\n02-87654321,只給您看的\n',
    });
    const chunks = await bench.db.query('SELECT 1 FROM upload_chunk WHERE upload_id = $1', [id]);
    expect(chunks).toEqual([]);
    const columns = await bench.db.query<{ table_name: string; column_name: string }>(
      `SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'jsonb', 'ARRAY')`,
    );
    for (const { table_name, column_name } of columns) {
      const [row] = await bench.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table_name} WHERE ${column_name}::text ~ $1`,
        [['0987654321', '87654321', '只給您看', Buffer.from('0987654321').toString('hex')].join('|')],
      );
      expect({ table_name, column_name, found: row?.n }).toEqual({ table_name, column_name, found: 0 });
    }
    const [block] = await bench.db.query<{ sealed: Buffer }>(
      'SELECT sealed FROM upload_block WHERE upload_id = $1',
      [id],
    );
    const key = await bench.get(KeyRing).sealKey(bench.unit.agencyId, 202611);
    expect(() => unseal(key.key, 'upload/elsewhere/rows/2', block?.sealed ?? Buffer.alloc(0))).toThrow();
  });

  it('reads the first sheet of a workbook and tells of the others', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['手機號碼'], [912000001], [918000002]]), '名單');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['手機號碼'], [912000003]]), '備份');
    const content = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const upload = await bench.checked({ fileName: '名單.xlsx', content });
    expect(upload).toMatchObject({
      state: 'ready',
      recognised: { format: 'xlsx', encoding: 'OOXML', sheet: '名單', layout: 'A', columns: ['手機號碼'] },
      rows: { total: 2, accepted: 2 },
      warnings: [{ code: 'W_EXTRA_SHEETS', rows: 1 }],
    });
  });

  it('leaves an entry of what the file came to', async () => {
    const { id } = await bench.checked({ content: MIXED });
    const entries = await bench.db.query(
      `SELECT action, outcome, account_id, unit_id, detail FROM audit_entry WHERE object_id = $1 ORDER BY id`,
      [id],
    );
    expect(entries).toEqual([
      expect.objectContaining({ action: 'upload.created', account_id: bench.actor.accountId }),
      expect.objectContaining({
        action: 'upload.checked',
        account_id: null,
        unit_id: bench.unit.unitId,
        detail: { state: 'returned', rows: 5, accepted: 2, returned: 2, skipped: 1 },
      }),
    ]);
  });

  it('reads 30,000 rows block by block', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `09${12_000_000 + i},測試通知第${i}號，您的申請已受理。,R${i}`,
    );
    const upload = await bench.checked({ content: `手機號碼,簡訊內容,自訂序號\n${rows.join('\n')}\n` });
    expect(upload).toMatchObject({ state: 'ready', rows: { accepted: 30_000 }, segments: 30_000 });
    const [blocks] = await bench.db.query(
      'SELECT count(*)::int AS blocks, sum(accepted)::int AS rows, max(last_row) AS last FROM upload_block WHERE upload_id = $1',
      [upload.id],
    );
    expect(blocks).toEqual({ blocks: 60, rows: 30_000, last: 30_001 });
  });
});

describe('a checker that dies', () => {
  let bench: UploadsBench;
  beforeEach(async () => {
    bench = await newUploadsBench({ worker: false });
  });
  afterEach(() => bench.close());

  const check = (id: string) => bench.get(CheckUpload).execute(id);
  const claim = async (id: string) => {
    const lease = await bench.get(CheckLeases).claim(id);
    if (!lease) throw new Error('the upload is in other hands');
    lease.end();
    return lease;
  };

  it('is followed by another, who begins from the first row', async () => {
    const id = await bench.upload({ content: GOOD });
    const dead = await claim(id);
    await bench.db.query(
      `INSERT INTO upload_block (upload_id, first_row, last_row, accepted, returned, skipped, codes, sealed)
       VALUES ($1, 1, 400, 400, 0, 0, '{}', '\\x00')`,
      [id],
    );
    expect(await check(id)).toBe('gone');
    expect(await bench.get(UploadSweep).run()).toBe(0);

    bench.test.platform.clock.advance(31_000);
    expect(await bench.get(UploadSweep).run()).toBe(1);
    expect(await check(id)).toBe('ready');
    expect(await bench.show(id)).toMatchObject({ state: 'ready', rows: { accepted: 2 } });
    expect(await bench.db.query('SELECT first_row FROM upload_block WHERE upload_id = $1', [id])).toEqual([
      { first_row: 2 },
    ]);
    // Should it wake up again, it may not write.
    await expect(bench.db.transaction(tx => dead.hold(tx))).rejects.toBeInstanceOf(LeaseLost);
    expect(await check(id)).toBe('gone');
  });

  it('and a Redis that was emptied only delay: the sweep finds what waits', async () => {
    const ids = [await bench.upload({ content: GOOD }), await bench.upload({ content: GOOD })];
    expect(await bench.get(CheckLeases).stranded()).toEqual(ids);
    expect(await bench.get(UploadSweep).run()).toBe(2);
  });

  it('lets only one of many check at once', async () => {
    const id = await bench.upload({ content: GOOD });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => check(id)));
    expect(outcomes.filter(outcome => outcome === 'ready')).toHaveLength(1);
    expect(outcomes.filter(outcome => outcome === 'gone')).toHaveLength(9);
    expect(await bench.audited('upload.checked')).toHaveLength(1);
  });

  it('again and again ends with the file refused', async () => {
    const id = await bench.upload({ content: GOOD });
    for (let n = 0; n < MOST_CHECKS; n += 1) {
      await claim(id);
      bench.test.platform.clock.advance(31_000);
    }
    expect(await check(id)).toBe('refused');
    expect(await bench.show(id)).toMatchObject({ fileErrors: [{ code: 'E_FILE_CORRUPT' }] });
  });

  it('writes nothing more when the upload was discarded meanwhile', async () => {
    const id = await bench.upload({ content: GOOD });
    const lease = await claim(id);
    await bench.controller.remove(bench.actor, {
      params: { uploadId: id },
      query: undefined,
      body: undefined,
    });
    await expect(bench.db.transaction(tx => lease.hold(tx))).rejects.toBeInstanceOf(LeaseLost);
    const left = await bench.db.query('SELECT 1 FROM upload_chunk UNION ALL SELECT 1 FROM upload');
    expect(left).toEqual([]);
  });
});
