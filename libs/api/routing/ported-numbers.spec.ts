import { ImportLeases } from './import/import-lease';
import { ImportSweep } from './import/import-sweep';
import { csvOf, formOf, RoutingBench, sampleCsv, validNumbers } from './testing/routing-bench';

jest.setTimeout(60_000);

const MARCH = '2026-03-15T02:00:00+08:00';
const NOW = new Date('2026-11-20T06:00:00Z');
const minute = 60_000;

describe('ported numbers', () => {
  let bench: RoutingBench;
  beforeEach(async () => {
    bench = await RoutingBench.start();
  });
  afterEach(() => bench.close());

  const inForce = async (): Promise<number | null> => (await bench.controller.show()).snapshot?.id ?? null;
  const methodOf = (number: string) => {
    const route = bench.routes.resolve(number);
    return route && `${route.method} ${route.network}`;
  };

  it('of the sample in force send its hundred rows CHT 33, TWM 36, FET 31', async () => {
    expect(bench.byCarrier(validNumbers())).toEqual({ CHT: 27, TWM: 39, FET: 34 });
    const done = await bench.import('snapshot', sampleCsv());
    expect(done).toMatchObject({ state: 'done', rows: 20, faultCount: 0, faults: [] });
    expect(bench.byCarrier(validNumbers())).toEqual({ CHT: 33, TWM: 36, FET: 31 });
    expect(bench.routes.resolve('0912000003')).toEqual({
      network: 'TWM',
      donor: 'CHT',
      method: 'ported',
      networkCode: null,
      snapshot: done.snapshotId,
    });
    const explained = await bench.lookUp('0912-000-003');
    expect(explained).toMatchObject({
      number: '0912***003',
      route: { network: 'TWM', method: 'ported', donor: 'CHT', snapshot: done.snapshotId },
      steps: [
        { step: 'override', role: 'silent', because: 'no-override' },
        { step: 'ported', role: 'decides', says: { network: 'TWM', since: new Date(MARCH).toISOString() } },
        { step: 'cache', role: 'silent', because: 'no-answer' },
        { step: 'prefix', role: 'outranked', says: { network: 'CHT', donor: 'CHT' } },
        { step: 'default', role: 'outranked', says: { network: 'CHT' } },
      ],
      history: [{ donor: 'CHT', recipient: 'TWM', later: false, snapshot: done.snapshotId }],
    });
  });

  it('go with a second port, and back to the holder of the block when given up', async () => {
    await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'TWM', MARCH]]));
    expect(methodOf('0912000001')).toBe('ported TWM');
    await bench.import('changes', csvOf([['0912000001', 'TWM', 'FET', '2026-06-01T00:00:00Z', '1401']]));
    expect(bench.routes.resolve('0912000001')).toMatchObject({ network: 'FET', networkCode: '1401' });
    await bench.import('changes', csvOf([['0912000001', 'FET', '', '2026-07-01T00:00:00Z']]));
    expect(methodOf('0912000001')).toBe('prefix CHT');
    const { history, steps } = await bench.lookUp('0912000001');
    expect(steps[1]).toMatchObject({ role: 'silent', because: 'given-back' });
    expect(history.map(({ donor, recipient }) => [donor, recipient])).toEqual([
      ['FET', null],
      ['TWM', 'FET'],
      ['CHT', 'TWM'],
    ]);
  });

  it('turn at their minute, in every worker, also in one that starts after it', async () => {
    const at = new Date(NOW.getTime() + minute).toISOString();
    await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'TWM', at]]));
    const other = await bench.otherWorker();
    expect((await bench.controller.show()).snapshot).toMatchObject({ ported: 0, pending: 1 });
    bench.clock.set(new Date(NOW.getTime() + minute - 1_000));
    await bench.routes.look();
    expect(methodOf('0912000001')).toBe('prefix CHT');
    expect((await bench.lookUp('0912000001')).history).toMatchObject([{ later: true, recipient: 'TWM' }]);
    bench.clock.set(new Date(NOW.getTime() + minute));
    await Promise.all([bench.routes.look(), other.look()]);
    expect(methodOf('0912000001')).toBe('ported TWM');
    expect(other.resolve('0912000001')?.network).toBe('TWM');
    expect((await bench.otherWorker()).resolve('0912000001')?.network).toBe('TWM');
    const { route, history, steps } = await bench.lookUp('0912000001');
    expect(route).toMatchObject({ network: 'TWM', method: 'ported' });
    expect(steps[1]?.says?.since).toBe(at);
    expect(history).toMatchObject([{ later: false }]);
    // Upon the next changes it is part of what stands.
    await bench.import('changes', csvOf([['0912000002', 'CHT', 'FET', MARCH]]));
    expect((await bench.controller.show()).snapshot).toMatchObject({ ported: 2, pending: 0 });
    expect(methodOf('0912000001')).toBe('ported TWM');
  });

  it('stay as they are when a file has a fault; every fault is named by its line', async () => {
    await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'TWM', MARCH]]));
    const before = await inForce();
    const refused = await bench.import(
      'snapshot',
      csvOf([
        ['0912000002', 'CHT', 'FET', MARCH],
        ['0912000003', 'CHT', 'XYZ', MARCH],
        ['0912000004', 'CHT', 'FET', 'soon'],
      ]),
    );
    expect(refused).toMatchObject({
      state: 'refused',
      faultCount: 2,
      faults: [
        { line: 3, code: 'recipient' },
        { line: 4, code: 'effective-at' },
      ],
      snapshotId: null,
    });
    expect(await inForce()).toBe(before);
    expect(methodOf('0912000001')).toBe('ported TWM');
    expect(methodOf('0912000002')).toBe('prefix CHT');
    expect(await bench.db.query('SELECT FROM ported_import_piece')).toEqual([]);
    expect(await bench.db.query('SELECT FROM ported_snapshot')).toHaveLength(1);
    expect(await bench.audited('routing.import-refused')).toMatchObject([
      { account_id: bench.actor.accountId, detail: { faults: 2 } },
    ]);
  });

  it('share the blocks in which snapshots do not differ', async () => {
    const far = (network: string) =>
      csvOf([
        ['0912000001', 'CHT', 'TWM', MARCH],
        ['0933000001', 'CHT', network, MARCH],
        ['0999999999', 'CHT', 'TWM', MARCH],
      ]);
    await bench.import('snapshot', far('TWM'));
    await bench.import('snapshot', far('FET'));
    await bench.import('changes', csvOf([['0933000002', 'CHT', 'FET', MARCH]]));
    const [blocks] = await bench.db.query(
      'SELECT count(*)::int AS named, count(DISTINCT block_id)::int AS kept FROM ported_snapshot_block',
    );
    expect(blocks).toEqual({ named: 9, kept: 5 });
    expect(['0912000001', '0933000001', '0933000002', '0999999999'].map(methodOf)).toEqual([
      'ported TWM',
      'ported FET',
      'ported FET',
      'ported TWM',
    ]);
  });

  it('can be compared, and rolled back to what was', async () => {
    await bench.import(
      'snapshot',
      csvOf([
        ['0912000001', 'CHT', 'TWM', MARCH],
        ['0912000002', 'CHT', 'TWM', MARCH],
        ['0933000001', 'CHT', 'FET', MARCH],
      ]),
    );
    const first = (await inForce()) ?? 0;
    await bench.import(
      'changes',
      csvOf([
        ['0912000001', 'TWM', 'FET', '2026-06-01T00:00:00Z'],
        ['0912000002', 'TWM', '', '2026-06-01T00:00:00Z'],
        ['0912000003', 'CHT', 'FET', '2026-06-01T00:00:00Z'],
      ]),
    );
    const second = (await inForce()) ?? 0;
    const compared = await bench.controller.compare(bench.actor, {
      params: { snapshotId: first },
      query: { with: second },
      body: undefined,
    });
    expect(compared).toMatchObject({ from: first, to: second, blocksRead: 1, numbers: 3 });
    expect(compared.moves).toHaveLength(3);
    expect(compared.moves).toEqual(
      expect.arrayContaining([
        { from: 'TWM', to: 'FET', numbers: 1 },
        { from: 'TWM', to: null, numbers: 1 },
        { from: null, to: 'FET', numbers: 1 },
      ]),
    );
    expect(compared.examples[0]).toEqual({ number: '0912***001', from: 'TWM', to: 'FET' });

    const back = (instead: number | null) =>
      bench.controller.putInForce(bench.actor, {
        params: { snapshotId: first },
        query: undefined,
        body: { instead },
      });
    await expect(back(null)).rejects.toMatchObject({ code: 'state-conflict' });
    expect(await back(second)).toMatchObject({ id: first, inForce: true });
    await bench.routes.look();
    expect(['0912000001', '0912000002', '0912000003'].map(methodOf)).toEqual([
      'ported TWM',
      'ported TWM',
      'prefix CHT',
    ]);
    expect(bench.routes.resolve('0912000001')?.snapshot).toBe(first);
    expect(await bench.audited('routing.rolled-back')).toMatchObject([{ detail: { instead: second } }]);
    await expect(
      bench.controller.compare(bench.actor, {
        params: { snapshotId: first },
        query: { with: 999 },
        body: undefined,
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keep the changes of a snapshot that is put in force again, those that came due meanwhile too', async () => {
    const at = new Date(NOW.getTime() + minute).toISOString();
    await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'TWM', at]]));
    const first = (await inForce()) ?? 0;
    await bench.import('snapshot', csvOf([['0933000001', 'CHT', 'FET', MARCH]]));
    bench.clock.advance(2 * minute);
    await bench.controller.putInForce(bench.actor, {
      params: { snapshotId: first },
      query: undefined,
      body: { instead: await inForce() },
    });
    await bench.routes.look();
    expect(['0912000001', '0933000001'].map(methodOf)).toEqual(['ported TWM', 'prefix CHT']);
  });

  it('are imported by another worker when the one that began fell silent, one import at a time', async () => {
    const id = await bench.upload('snapshot', csvOf([['0912000001', 'CHT', 'TWM', MARCH]]));
    bench.clock.advance(1);
    await bench.upload('changes', csvOf([['0912000002', 'CHT', 'FET', MARCH]]));
    const lost = await bench.get(ImportLeases).claim();
    lost?.end();
    expect(lost?.claimed.id).toBe(id);
    expect(await bench.get(ImportLeases).claim()).toBeNull();
    await bench.get(ImportSweep).run();
    expect(await bench.show(id)).toMatchObject({ state: 'reading' });
    bench.clock.advance(minute);
    await bench.get(ImportSweep).run();
    await bench.routes.look();
    expect(['0912000001', '0912000002'].map(methodOf)).toEqual(['ported TWM', 'ported FET']);
  });

  it('stand nowhere in the clear', async () => {
    const at = new Date(NOW.getTime() + minute).toISOString();
    await bench.import(
      'snapshot',
      csvOf([
        ['0912345671', 'CHT', 'TWM', MARCH],
        ['0912345672', 'CHT', 'TWM', at],
      ]),
    );
    await bench.import('snapshot', csvOf([['0912345673', 'CHT', 'XYZ', MARCH]]));
    await bench.upload('snapshot', csvOf([['0912345674', 'CHT', 'TWM', MARCH]]));
    const columns = await bench.db.query<{ table_name: string; column_name: string }>(
      `SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name ~ '^(ported|routing|route|number|audit)'
          AND data_type IN ('text', 'bytea', 'jsonb')`,
    );
    expect(columns.length).toBeGreaterThan(20);
    const clear = ['0912345671', '0912345672', '0912345673', '0912345674', '12345671'];
    const looked = [...clear, ...clear.map(text => Buffer.from(text).toString('hex'))].join('|');
    for (const { table_name, column_name } of columns) {
      const found = await bench.db.query(`SELECT FROM ${table_name} WHERE ${column_name}::text ~ $1`, [
        looked,
      ]);
      expect([table_name, column_name, found.length]).toEqual([table_name, column_name, 0]);
    }
  });

  it('leave nothing behind when a file breaks off or is no form of ours', async () => {
    const broken = formOf({ kind: 'snapshot' }, csvOf([['0912000001', 'CHT', 'TWM', MARCH]]));
    const cut = {
      ...broken,
      parts: async function* () {
        for await (const part of broken.parts({})) {
          if (part.type === 'field') yield part;
          else {
            const file = async function* () {
              yield Buffer.alloc(2 * 1024 * 1024, 'x');
              throw new Error('the line went dead');
            };
            yield { ...part, file: Object.assign(file(), { truncated: false, resume: () => undefined }) };
          }
        }
      },
    };
    await expect(bench.controller.import(bench.actor, cut)).rejects.toThrow('the line went dead');
    await expect(bench.controller.import(bench.actor, formOf({ kind: 'all' }, ''))).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(await bench.db.query('SELECT FROM ported_import')).toEqual([]);
    expect(await bench.db.query('SELECT FROM ported_import_piece')).toEqual([]);
  });
});
