import { csvOf, RoutingBench } from '../testing/routing-bench';
import { TakeImportNews } from './import-news';
import { losesTooMany } from './plausibility';

jest.setTimeout(60_000);

const MARCH = '2026-03-15T02:00:00+08:00';
const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => [`0912${String(n).padStart(6, '0')}`, 'CHT', 'TWM', MARCH] as const,
  );
const LAST = '0912000039';

it.each([
  [0, 0, false],
  [0, 10, false],
  [1_000, 1_200, false],
  [1_000, 950, false],
  [1_000, 949, true],
  [1_000, 0, true],
])('of %i ported numbers %i are left: a person has to look: %s', (before, after, looks) => {
  expect(losesTooMany(before, after)).toBe(looks);
});

describe('a full snapshot that was cut short', () => {
  let bench: RoutingBench;
  let standing: number | null;
  beforeEach(async () => {
    bench = await RoutingBench.start();
    standing = (await bench.import('snapshot', csvOf(rows(40)))).snapshotId;
  });
  afterEach(() => bench.close());

  const inForce = async () => (await bench.controller.show()).snapshot?.id ?? null;
  const confirm = (importId: string, instead: number | null) =>
    bench.controller.confirmImport(bench.actor, {
      params: { importId },
      query: undefined,
      body: { instead },
    });
  const discard = (importId: string) =>
    bench.controller.discardImport(bench.actor, { params: { importId }, query: undefined, body: undefined });
  const versions = async () =>
    (
      await bench.controller.listSnapshots({ params: undefined, query: { limit: 50 }, body: undefined })
    ).items.map(({ id }) => id);
  const networkOf = async (number: string) => {
    await bench.routes.look();
    return bench.routes.resolve(number)?.network;
  };

  it('waits for a person, and changes nothing until then', async () => {
    const half = await bench.import('snapshot', csvOf(rows(20)));
    expect(half).toMatchObject({
      state: 'confirming',
      comparison: { inForce: standing, before: 40, after: 20 },
    });
    expect(await inForce()).toBe(standing);
    expect(await networkOf(LAST)).toBe('TWM');
    expect(await versions()).toEqual([standing]);
    expect(await bench.audited('routing.import-held')).toMatchObject([
      { account_id: bench.actor.accountId, detail: { ported: 20, before: standing } },
    ]);
    await expect(
      bench.controller.putInForce(bench.actor, {
        params: { snapshotId: half.snapshotId ?? 0 },
        query: undefined,
        body: { instead: standing },
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const compared = await bench.controller.compare(bench.actor, {
      params: { snapshotId: standing ?? 0 },
      query: { with: half.snapshotId ?? 0 },
      body: undefined,
    });
    expect(compared.numbers).toBe(20);
  });

  it('is put in force by a person who saw what is in force now, once', async () => {
    const { id, snapshotId } = await bench.import('snapshot', csvOf(rows(20)));
    await bench.import('changes', csvOf([['0933000001', 'CHT', 'FET', MARCH]]));
    const now = await inForce();
    expect((await bench.show(id)).comparison).toEqual({ inForce: now, before: 41, after: 20 });
    await expect(confirm(id, standing)).rejects.toMatchObject({ code: 'state-conflict' });
    expect(await confirm(id, now)).toMatchObject({ state: 'done', snapshotId, comparison: null });
    expect(await inForce()).toBe(snapshotId);
    expect(await networkOf(LAST)).toBe('CHT');
    expect(await versions()).toContain(snapshotId);
    expect(await bench.audited('routing.import-confirmed')).toMatchObject([
      { account_id: bench.actor.accountId, detail: { snapshot: snapshotId, before: now } },
    ]);
    await expect(confirm(id, snapshotId)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(discard(id)).rejects.toMatchObject({ code: 'state-conflict' });
  });

  it('is thrown away by a person', async () => {
    const { id, snapshotId } = await bench.import('snapshot', csvOf(rows(20)));
    expect(await discard(id)).toMatchObject({ state: 'discarded', snapshotId: null, comparison: null });
    expect(await inForce()).toBe(standing);
    expect(await bench.db.query('SELECT FROM ported_snapshot WHERE id = $1', [snapshotId])).toEqual([]);
    expect(await bench.audited('routing.import-discarded')).toHaveLength(1);
    await expect(confirm(id, standing)).rejects.toMatchObject({ code: 'state-conflict' });
    // The next one is judged anew.
    expect(await bench.import('snapshot', csvOf(rows(39)))).toMatchObject({ state: 'done' });
  });

  it('is only looked for in full snapshots', async () => {
    const back = rows(40).map(([number]) => [number, 'TWM', '', '2026-06-01T00:00:00Z'] as const);
    expect(await bench.import('changes', csvOf(back))).toMatchObject({ state: 'done', comparison: null });
    expect(await networkOf(LAST)).toBe('CHT');
  });

  it('is news, as a refused file is; each once', async () => {
    const half = await bench.import('snapshot', csvOf(rows(20)));
    const wrong = await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'XYZ', MARCH]]));
    const take = () => bench.db.transaction(tx => bench.get(TakeImportNews).execute(tx));
    expect(await take()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: half.id, state: 'confirming', accountId: bench.actor.accountId }),
        expect.objectContaining({ id: wrong.id, state: 'refused', faults: 1 }),
      ]),
    );
    expect(await take()).toEqual([]);
  });
});
