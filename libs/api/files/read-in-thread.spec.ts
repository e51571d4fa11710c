import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FileFault } from './file-fault';
import { readInThread } from './read-in-thread';
import type { SheetRow } from './table';
import { fixture } from './testing/fixture';
import { xlsxOf } from './testing/workbooks';

const root = path.resolve(__dirname, '../../..');
let folder: string;
let thread: string;

const bytesOf = (content: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(content));
const longList = (rows: number): string =>
  `手機號碼,簡訊內容,自訂序號\n${Array.from({ length: rows }, (_, i) => `09${12_000_000 + i},第${i}號通知，您的申請已受理，請耐心等候。,R${i}`).join('\n')}\n`;

describe('the reading thread', () => {
  beforeAll(() => {
    // Beneath the project, where the thread finds its packages.
    mkdirSync(path.join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(path.join(root, '.cache', 'reading-'));
    const build = `import('./tools/build.mjs').then(tools => tools.buildServer({ programs: [], outDir: ${JSON.stringify(path.join(folder, 'server'))} }))`;
    execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root, stdio: 'pipe' });
    thread = path.join(folder, 'server', 'read-file.thread.js');
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (
    fileName: string,
    bytes: Uint8Array<ArrayBuffer>,
    heapMib?: number,
  ): Promise<SheetRow[]> => {
    const rows: SheetRow[] = [];
    await readInThread(thread, heapMib)(
      { fileName, bytes },
      {
        onHead: () => {},
        onRows: chunk => {
          rows.push(...chunk);
        },
      },
    );
    return rows;
  };

  it.each(['valid100_big5.csv', 'valid100_utf16le.txt', 'valid100.xls', 'valid100.xlsx'])(
    'reads %s',
    async name => {
      expect(await read(name, fixture(name))).toHaveLength(100);
    },
  );

  it('hands on the fault of a file', async () => {
    await expect(read('mixed_encoding.csv', fixture('mixed_encoding.csv'))).rejects.toMatchObject({
      code: 'E_ENCODING',
      value: '3',
    });
  });

  it('holds a text of 300,000 rows in a heap that is far too small for it', async () => {
    let rows = 0;
    let last = 0;
    await readInThread(thread, 32)(
      { fileName: 'list.csv', bytes: bytesOf(longList(300_000)) },
      {
        onHead: () => {},
        onRows: (chunk, fraction) => {
          expect(chunk.length).toBeLessThanOrEqual(1_000);
          expect(fraction).toBeGreaterThanOrEqual(last);
          last = fraction;
          rows += chunk.length;
        },
      },
    );
    expect(rows).toBe(300_000);
    expect(last).toBe(1);
  });

  it('ends alone when a workbook needs more memory than it may have', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [
      912_000_000 + i,
      `第${i}號通知，請查照。`,
      `R${i}`,
    ]);
    const made = bytesOf(xlsxOf({ name: '名單', rows: [['手機號碼', '簡訊內容', '自訂序號'], ...rows] }));
    await expect(read('list.xlsx', made, 24)).rejects.toMatchObject({ code: 'E_FILE_TOO_LARGE' });
  });

  it('is held back by the one who takes the rows', async () => {
    let inside = 0;
    let most = 0;
    await readInThread(thread)(
      { fileName: 'list.csv', bytes: bytesOf(longList(5_000)) },
      {
        onHead: () => {},
        onRows: async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise(resolve => setImmediate(resolve));
          inside -= 1;
        },
      },
    );
    expect(most).toBe(1);
  });

  it('stops when the rows cannot be taken', async () => {
    const fault = new Error('the lease was lost');
    const reading = readInThread(thread)(
      { fileName: 'list.csv', bytes: bytesOf(longList(20_000)) },
      {
        onHead: () => {},
        onRows: () => Promise.reject(fault),
      },
    );
    await expect(reading).rejects.toBe(fault);
    expect(fault).not.toBeInstanceOf(FileFault);
  });
});
