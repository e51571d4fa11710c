import { AcceptMany } from '@sms111/api/messages';
import { LOG, type Log, type Tx } from '@sms111/api/platform';
import { numberOf, PipelineBench, TEXT } from './testing/pipeline-bench';

jest.setTimeout(60_000);

describe('a block that does not open', () => {
  let bench: PipelineBench;
  let errors: jest.SpyInstance;
  beforeAll(async () => {
    bench = await PipelineBench.start();
    errors = jest.spyOn(bench.test.app.get<Log>(LOG, { strict: false }), 'error');
  });
  afterAll(() => bench.stop());
  beforeEach(() => errors.mockClear());
  afterEach(() => bench.expectBalanced());

  /** Single messages of a system: they are woken, and so read, together. `spoil` runs before that. */
  const acceptSingles = (count: number, spoil: (tx: Tx, batches: readonly number[]) => Promise<unknown>) =>
    bench.db.transaction(async tx => {
      const orders = Array.from({ length: count }, (_, i) => ({
        ...{ actor: bench.actor, channel: 'api' as const, name: '單則', signature: '測試公共服務平臺' },
        rows: [{ number: numberOf(i), text: TEXT, ref: null, segments: 1 }],
      }));
      const made = await bench.get(AcceptMany).execute(tx, orders, bench.test.platform.clock.now());
      const batches = made.map(({ id }) => id);
      await spoil(tx, batches);
      return batches;
    });
  const damage = (tx: Tx, batch: number | undefined, firstSeq = 0) =>
    tx.execute(
      `UPDATE message_block SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE batch = $1 AND first_seq = $2`,
      [batch, firstSeq],
    );
  const refuseKey = async (tx: Tx, batches: readonly number[]) => {
    const [key] = await tx.query<{ id: number }>(
      `INSERT INTO data_key (purpose, agency_id, month, master_id, wrapped)
       SELECT purpose, gen_random_uuid(), month, master_id, wrapped FROM data_key WHERE purpose = 'seal' LIMIT 1 RETURNING id`,
    );
    await tx.execute('UPDATE batch SET key_id = $2 WHERE id = ANY ($1)', [batches, key?.id]);
  };
  const told = () => errors.mock.calls.map(([fields]) => fields as Record<string, unknown>);

  it('keeps no message of another batch waiting, and is told of once', async () => {
    const batches = await acceptSingles(20, (tx, made) => damage(tx, made[7]));
    const [bad = 0] = batches.splice(7, 1);
    for (const batch of batches) await bench.settled(batch, { delivered: 1 });
    for (let i = 0; i < 3; i++) await bench.sweep();
    expect(await bench.states(bad)).toEqual({ accepted: 1 });
    expect(told()).toMatchObject([{ batch: bad, from: 0, to: 0, err: { name: 'BlockUnreadable' } }]);
  });

  it('because its key is refused keeps nothing under another key waiting', async () => {
    const batches = await acceptSingles(20, (tx, made) => refuseKey(tx, made.slice(3, 6)));
    const bad = batches.splice(3, 3);
    for (const batch of batches) await bench.settled(batch, { delivered: 1 });
    for (const batch of bad) expect(await bench.states(batch)).toEqual({ accepted: 1 });
    expect(
      told()
        .map(({ batch }) => batch)
        .sort(),
    ).toEqual(bad);
  });

  it('keeps no message of another block of its own batch waiting', async () => {
    const rows = Array.from({ length: 1_000 }, () => ({}));
    const { batch } = await bench.accept(rows, TEXT, (tx, id) => damage(tx, id, 256));
    await bench.settled(batch, { delivered: 744, accepted: 256 });
    expect(told()).toMatchObject([{ batch, from: 256, to: 511 }]);
  });
});
