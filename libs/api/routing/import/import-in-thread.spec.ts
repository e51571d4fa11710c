import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { mobileAt } from '@sms111/domain';
import { csvOf, RoutingBench } from '../testing/routing-bench';
import { ImportSweep } from './import-sweep';
import { workInThread } from './work-in-thread';

const root = path.resolve(__dirname, '../../../..');
const ROWS = 300_000;
const MARCH = '2026-03-15T02:00:00+08:00';
const NETWORKS = ['CHT', 'TWM', 'FET'] as const;

/** Ported numbers spread over all blocks that are in use. */
const numberAt = (row: number): string => mobileAt(10_000_000 + row * 250);
const recipientAt = (row: number): string => NETWORKS[row % 3] ?? 'CHT';

const largeFile = (): string => {
  const lines = ['msisdn,donor,recipient,network_code,effective_at'];
  for (let row = 0; row < ROWS; row += 1) lines.push(`${numberAt(row)},CHT,${recipientAt(row)},97,${MARCH}`);
  return lines.join('\n');
};

describe('the importing thread', () => {
  let folder: string;
  let thread: string;
  let bench: RoutingBench;
  const program = process.argv[1];

  beforeAll(async () => {
    // Beneath the project, where the thread finds its packages.
    mkdirSync(path.join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(path.join(root, '.cache', 'importing-'));
    const outDir = path.join(folder, 'server');
    const build = `import('./tools/build.mjs').then(tools => tools.buildServer({ programs: [], outDir: ${JSON.stringify(outDir)} }))`;
    execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root, stdio: 'pipe' });
    thread = path.join(outDir, 'import-ported.thread.js');
    // The thread is looked for beside the program that runs.
    process.argv[1] = path.join(outDir, 'worker.js');
    bench = await RoutingBench.start();
  }, 240_000);

  afterAll(async () => {
    if (program !== undefined) process.argv[1] = program;
    rmSync(folder, { recursive: true, force: true });
    await bench.close();
  }, 60_000);

  it('makes 300,000 rows a snapshot while look-ups go on; the old answers stand until the new are whole', async () => {
    const watched = Array.from({ length: 300 }, (_, at) => numberAt(at * 997));
    const answers = () => watched.map(number => bench.routes.resolve(number)?.network ?? null).join();
    const before = answers();
    const after = Array.from({ length: 300 }, (_, at) => recipientAt(at * 997)).join();
    expect(after).not.toBe(before);
    const id = await bench.upload('snapshot', largeFile());

    let running = true;
    const importing = bench
      .get(ImportSweep)
      .run()
      .finally(() => (running = false));
    let turns = 0;
    while (running) {
      expect(answers()).toBe(before);
      turns += 1;
      await turn();
    }
    await importing;
    expect(await bench.show(id)).toMatchObject({ state: 'done', rows: ROWS, faultCount: 0 });
    // Reading alone takes long enough for thousands of turns; in this thread it would leave a handful.
    expect(turns).toBeGreaterThan(300);

    let looking = true;
    const look = bench.routes.look().finally(() => (looking = false));
    const seen = new Set<string>();
    let between = 0;
    while (looking) {
      seen.add(answers());
      between += 1;
      await turn();
    }
    await look;
    seen.add(answers());
    expect([...seen]).toEqual([before, after]);
    // 750 blocks, and a turn between any two of them.
    expect(between).toBeGreaterThan(500);
    expect((await bench.controller.show()).snapshot).toMatchObject({ ported: ROWS });
  }, 240_000);

  it('hands on the faults of a file, and merges changes into what stood', async () => {
    const refused = await bench.import('changes', csvOf([['0912000001', 'CHT', 'XYZ', MARCH]]));
    expect(refused).toMatchObject({ state: 'refused', faults: [{ line: 2, code: 'recipient' }] });
    const row = 1_000;
    const done = await bench.import(
      'changes',
      csvOf([[numberAt(row), recipientAt(row), recipientAt(row + 1), '2026-06-01T00:00:00Z']]),
    );
    expect(done).toMatchObject({ state: 'done', rows: 1 });
    expect(bench.routes.resolve(numberAt(row))?.network).toBe(recipientAt(row + 1));
    expect(bench.routes.resolve(numberAt(row + 1))?.network).toBe(recipientAt(row + 1));
  }, 60_000);

  it('says why when the thread ends, and fails whoever asks it then', async () => {
    const work = workInThread(thread)({ kind: 'snapshot', cut: 1, networks: [], targets: [], pending: [] });
    await work.push(Buffer.from('msisdn\n'));
    await work.stop();
    await expect(work.end()).rejects.toThrow('the importing thread ended');
  }, 60_000);
});
