import { newUploadsBench, sampleFile, type UploadsBench } from './testing/uploads-bench';

const HEADER = '手機號碼,簡訊內容,自訂序號\r\n';

describe('the pages of an upload', () => {
  let bench: UploadsBench;
  beforeAll(async () => {
    bench = await newUploadsBench();
  });
  afterAll(() => bench.close());

  const rows = (
    uploadId: string,
    query: { limit?: number; cursor?: string; verdict?: 'accept' | 'reject' | 'skip'; code?: string },
  ) =>
    bench.controller.rows(bench.actor, {
      params: { uploadId },
      query: { limit: 50, ...query },
      body: undefined,
    });
  /** Every page of a question. */
  const allRows = async (
    uploadId: string,
    query: { limit?: number; verdict?: 'accept' | 'reject' | 'skip'; code?: string },
  ) => {
    const lines: number[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await rows(uploadId, { ...query, ...(cursor && { cursor }) });
      lines.push(...page.items.map(item => item.line));
      if (page.next === null) return lines;
      cursor = page.next;
    }
  };

  it('show rows with verdict, findings and the way they would go', async () => {
    const { id } = await bench.checked({ content: `${HEADER}0912-000-001,您好,A1\r\n0912ABC,您好,\r\n` });
    const { items, next } = await rows(id, {});
    expect(next).toBeNull();
    expect(items).toEqual([
      {
        line: 2,
        verdict: 'accept',
        number: '0912-000-001',
        content: '您好',
        ref: 'A1',
        units: 11,
        segments: 1,
        network: 'CHT',
        errors: [],
        warnings: [expect.objectContaining({ code: 'W_SEPARATOR' })],
      },
      expect.objectContaining({
        line: 3,
        verdict: 'reject',
        network: null,
        errors: [expect.objectContaining({ code: 'E_CHARS' })],
      }),
    ]);
    expect(await bench.audited('upload.rows-listed')).toHaveLength(1);
  });

  it('page through thousands of rows, all or those of one verdict or code', async () => {
    const lines = Array.from({ length: 2_400 }, (_, i) => {
      if (i % 400 === 7) return `02-1234${String(i).padStart(4, '0')},您好,`;
      return i % 600 === 9 ? ',,' : `09${12_000_000 + i},您好,`;
    });
    const { id, rows: counts } = await bench.checked({ content: HEADER + lines.join('\r\n') });
    expect(counts).toEqual({ total: 2_400, accepted: 2_390, returned: 6, skipped: 4 });
    const where = (wanted: (i: number) => boolean) => lines.flatMap((_, i) => (wanted(i) ? [i + 2] : []));
    expect(await allRows(id, { limit: 100 })).toEqual(where(() => true));
    expect(await allRows(id, { limit: 4, verdict: 'reject' })).toEqual(where(i => i % 400 === 7));
    expect(await allRows(id, { limit: 3, code: 'E_NOT_MOBILE' })).toEqual(where(i => i % 400 === 7));
    expect(await allRows(id, { limit: 3, verdict: 'skip' })).toEqual(where(i => i % 600 === 9));
    expect(await allRows(id, { code: 'E_DUPLICATE' })).toEqual([]);
  });

  it('list what is not sent yet, newest first', async () => {
    const older = await bench.upload({ content: `${HEADER}0912000001,您好,\r\n` });
    const newer = await bench.upload({ content: `${HEADER}0912000001,您好,\r\n` });
    const { items } = await bench.controller.list(bench.actor);
    expect(items.slice(0, 2).map(each => each.id)).toEqual([newer, older]);
  });

  describe('the list of returned rows', () => {
    it('is csv for Excel with every reason in words, formulas neutralised', async () => {
      const { id } = await bench.checked({
        fileName: '通知.名單.csv',
        content: `${HEADER}0912000001,您好,A1\r\n=1+1,-5度,0012\r\n0912000002,"@甲,""乙""\r\n丙",A3\r\n0912000003,"您好",A4,多,餘\r\n`,
      });
      const { headers, text } = await bench.corrections(id);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(decodeURIComponent(headers['content-disposition'] ?? '')).toContain(
        "filename*=UTF-8''退回明細_通知.名單.csv",
      );
      expect(text.startsWith('\ufeff手機號碼,簡訊內容,自訂序號,原列號,退回原因\r\n')).toBe(true);
      expect(text.split('\r\n0912000002')[0]).toMatch(/\r\n'=1\+1,'-5度,'0012,3,[^\r\n]+$/);
      expect(text).toContain(`0912000002,"'@甲,""乙""\r\n丙",A3,4,`);
      expect(text).toMatch(/0912000003,您好,A4,5,[^\r\n,]+,多,餘\r\n$/);
      expect(await bench.audited('upload.corrections-downloaded')).toHaveLength(1);
    });

    it('can be uploaded again as it is, and is judged the same until it is corrected', async () => {
      const first = await bench.checked({ fileName: 'bad.csv', content: sampleFile('bad_rows_utf8bom.csv') });
      const { text } = await bench.corrections(first.id);
      const again = await bench.checked({ fileName: '退回明細_bad.csv', content: text });
      expect(again).toMatchObject({
        state: 'returned',
        recognised: { columns: ['手機號碼', '簡訊內容', '自訂序號'] },
      });
      // Copies lose the first row that they repeat, and with it their reason.
      const copies = first.reasons.find(({ code }) => code === 'E_DUPLICATE')?.rows ?? 0;
      expect(again.rows).toMatchObject({ total: 32, returned: 32 - copies + 1 });
      const known = (reasons: typeof first.reasons) => reasons.filter(({ code }) => code !== 'E_DUPLICATE');
      expect(known(again.reasons)).toEqual(known(first.reasons));
    });

    it('of a list of numbers stays a list of numbers', async () => {
      const { id } = await bench.checked({ fileName: '名單.txt', content: '0912000001\n0912\n' });
      const { text } = await bench.corrections(id);
      expect(text.startsWith('\ufeff手機號碼,自訂序號,原列號,退回原因\r\n0912,,2,')).toBe(true);
      const again = await bench.checked({
        fileName: '退回明細_名單.csv',
        content: text.replace('\n0912,', '\n0912000002,'),
      });
      expect(again).toMatchObject({ state: 'ready', recognised: { layout: 'A' } });
    });

    it('is not there for a file that was refused', async () => {
      const { id } = await bench.checked({ content: '' });
      await expect(bench.corrections(id)).rejects.toMatchObject({ code: 'upload-not-ready' });
    });
  });
});
