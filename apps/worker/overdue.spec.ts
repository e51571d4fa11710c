import { CloseOverdue, Dispatcher } from '@sms111/api/carriers';
import { AcceptMany } from '@sms111/api/messages';
import { LOG, type Log } from '@sms111/api/platform';
import { numberOf, PipelineBench, TEXT } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const VALIDITY_MS = 24 * HOUR_MS;

describe('what our own clock ends', () => {
  let bench: PipelineBench;
  beforeAll(async () => (bench = await PipelineBench.start({ window: 4 })));
  afterAll(() => bench.stop());
  afterEach(async () => {
    bench.simulator.command({ kind: 'normal' });
    await bench.expectBalanced();
  });

  const advance = (ms: number) => bench.test.platform.clock.advance(ms);
  const closeOverdue = () => bench.get(CloseOverdue).run();
  const idle = () => until(() => bench.get(Dispatcher).isIdle);
  const money = async (batch: number) => {
    const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [batch]);
    return row;
  };
  /** Single messages of a system that nobody hands over. */
  const acceptPaused = (count: number) =>
    bench.db.transaction(async tx => {
      const orders = Array.from({ length: count }, (_, i) => ({
        ...{ actor: bench.actor, channel: 'api' as const, name: '單則', signature: '測試公共服務平臺' },
        rows: [{ number: numberOf(i), text: TEXT, ref: null, segments: 1 }],
      }));
      const made = await bench.get(AcceptMany).execute(tx, orders, bench.test.platform.clock.now());
      const batches = made.map(({ id }) => id);
      await tx.execute('UPDATE batch SET state = 2 WHERE id = ANY ($1)', [batches]);
      return batches;
    });
  const waiting = async (batches: readonly number[]): Promise<number[]> => {
    const rows = await bench.db.query<{ batch: number }>(
      'SELECT batch FROM message_state WHERE batch = ANY ($1) AND state = 0 ORDER BY 1',
      [batches],
    );
    return rows.map(({ batch }) => batch);
  };

  it('a message that is throttled as long as it is valid is sent no more, expires and is released', async () => {
    bench.simulator.command({ kind: 'throttle' });
    const { batch } = await bench.accept([{ number: '0912000001' }]);
    const refusals = () => bench.db.query('SELECT FROM submit_refusal WHERE batch = $1', [batch]);
    await until(async () => (await refusals()).length > 0);

    advance(VALIDITY_MS - 1_000);
    await closeOverdue();
    expect(await bench.states(batch)).toEqual({ accepted: 1 });

    advance(2_000);
    await idle();
    bench.simulator.command({ kind: 'normal' });
    const sent = (await refusals()).length;
    for (let i = 0; i < 3; i++) await bench.sweep();
    await idle();
    await until(
      async () => {
        await closeOverdue();
        return (await bench.states(batch))['accepted'] === undefined;
      },
      () => bench.states(batch),
    );
    expect(await bench.states(batch)).toEqual({ expired: 1 });
    expect(await money(batch)).toEqual({ charged: 0, released: 1 });
    expect((await refusals()).length).toBeLessThanOrEqual(sent + 1);
    expect(bench.simulator.handsets('0912000001')).toEqual([]);
  });

  it('messages that wait for a link in memory when their validity ends are not handed over', async () => {
    bench.simulator.command({ kind: 'settings', rtt: 300 });
    const { batch } = await bench.accept(Array.from({ length: 60 }, (_, i) => ({ number: numberOf(i * 3) })));
    await until(
      async () => ((await bench.states(batch))['accepted'] ?? 0) < 60,
      () => bench.states(batch),
    );
    advance(VALIDITY_MS + 1_000);
    await idle();
    await until(async () => (await bench.db.query('SELECT FROM claim')).length === 0);
    bench.simulator.command({ kind: 'settings', rtt: 0 });
    const left = (await bench.states(batch))['accepted'] ?? 0;
    // Two links with a window of four: what was on its way when the hour came, and what was recorded before.
    expect(left).toBeGreaterThanOrEqual(40);
    await closeOverdue();
    expect((await bench.states(batch))['expired']).toBe(left);
  });

  it.each([
    ['its links ask for', 'CHT', '0912', 86_400, 24],
    ['one of its links asks for', 'TWM', '0922', 259_200, 72],
    ['is its own to say', 'FET', '0926', 0, 72],
  ])(
    'a receipt is waited for as long as the carrier tries: what %s',
    async (_, carrier, prefix, seconds, hours) => {
      await bench.db.query('UPDATE carrier_link SET validity_seconds = $2 WHERE id = $1', [
        `${carrier}-A`,
        seconds,
      ]);
      const { batch } = await bench.accept([{ number: `${prefix}009010` }]);
      await bench.settled(batch, { submitted: 1 });

      advance(VALIDITY_MS + hours * HOUR_MS + 6 * HOUR_MS - 1_000);
      await closeOverdue();
      expect(await bench.states(batch)).toEqual({ submitted: 1 });
      expect(await money(batch)).toEqual({ charged: 0, released: 0 });

      advance(2_000);
      await closeOverdue();
      expect(await bench.states(batch)).toEqual({ unknown: 1 });
      expect(await money(batch)).toEqual({ charged: 0, released: 1 });
    },
  );

  it('more than a page of batches, but for the one that cannot be closed, which is told', async () => {
    const errors = jest.spyOn(bench.test.app.get<Log>(LOG, { strict: false }), 'error');
    const batches = await acceptPaused(250);
    const bad = batches[20] ?? 0;
    await bench.db.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
    );
    await bench.db.query(
      `CREATE TRIGGER refuse BEFORE UPDATE ON batch FOR EACH ROW WHEN (OLD.id = ${bad}) EXECUTE FUNCTION refuse()`,
    );
    advance(VALIDITY_MS + 1_000);
    await closeOverdue();
    expect(await waiting(batches)).toEqual([bad]);
    expect(errors.mock.calls.map(([fields]) => fields)).toMatchObject([{ batch: bad }]);
    errors.mockRestore();

    await bench.db.query('DROP TRIGGER refuse ON batch');
    await closeOverdue();
    expect(await waiting(batches)).toEqual([]);
  });

  it('batches that another worker has in hand are left to it', async () => {
    const batches = await acceptPaused(5);
    const [held = 0] = batches;
    advance(VALIDITY_MS + 1_000);
    await bench.db.transaction(async tx => {
      await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [held]);
      await closeOverdue();
      expect(await waiting(batches)).toEqual([held]);
    });
    await closeOverdue();
    expect(await waiting(batches)).toEqual([]);
  });
});
