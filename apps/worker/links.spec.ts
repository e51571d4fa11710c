import { ControlCarrier, ControlLink } from '@sms111/api/carriers';
import { numberOf, PipelineBench } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

const COUNT = 900;
const batchOf = (count: number) => Array.from({ length: count }, () => ({}));

describe('links while a batch runs', () => {
  let bench: PipelineBench;
  beforeAll(async () => (bench = await PipelineBench.start({ rttMs: 15, window: 20 })));
  afterAll(() => bench.stop());
  afterEach(() => {
    bench.simulator.command({ kind: 'normal' });
    return bench.expectBalanced();
  });

  const stateOf = async (link: string): Promise<string> => {
    const [row] = await bench.db.query<{ state: string }>('SELECT state FROM link_lease WHERE link_id = $1', [
      link,
    ]);
    return row?.state ?? 'nobody';
  };
  const delivered = async (batch: number): Promise<void> =>
    until(
      async () => {
        await bench.sweep();
        bench.test.platform.clock.advance(500);
        return (await bench.states(batch))['delivered'] === COUNT;
      },
      () => bench.states(batch),
    );
  /** To the next attempt at once, while nothing is on its way: else leases would run out. */
  const untilDue = async (batch: number): Promise<void> => {
    const { clock } = bench.test.platform;
    const [row] = await bench.db.query<{ at: Date | null }>(
      `SELECT min(next_attempt_at) AS at FROM message_state
        WHERE batch = $1 AND state = 0 AND next_attempt_at > $2 AND NOT EXISTS (SELECT FROM claim)`,
      [batch, new Date(clock.ms())],
    );
    if (row?.at) clock.advance(row.at.getTime() - clock.ms());
  };
  const acceptedOn = (link: 'CHT-A' | 'CHT-B') => bench.simulator.counters().links[link].accepted;

  it('drains one in mid-batch, goes on with the other, loses nothing, and takes it back', async () => {
    const { batch } = await bench.accept(batchOf(COUNT));
    await until(() => acceptedOn('CHT-A') > 20);
    await bench.db.transaction(tx => bench.get(ControlLink).drain(tx, bench.actor, 'CHT-A', '更換設備'));
    await until(async () => (await stateOf('CHT-A')) === 'nobody');
    const before = acceptedOn('CHT-A');
    await delivered(batch);
    expect(acceptedOn('CHT-A')).toBe(before);
    expect(bench.simulator.counters()).toMatchObject({ accepted: COUNT, duplicateCount: 0, lost: 0 });

    await bench.db.transaction(tx => bench.get(ControlLink).resume(tx, bench.actor, 'CHT-A', '更換完成'));
    await until(async () => (await stateOf('CHT-A')) === 'bound');
    const second = await bench.accept(batchOf(COUNT));
    await delivered(second.batch);
    expect(acceptedOn('CHT-A')).toBeGreaterThan(before);
    expect(bench.simulator.counters()).toMatchObject({ accepted: COUNT * 2, duplicateCount: 0 });
  });

  it('hands nothing to a carrier that is paused in mid-batch, and the rest when it is resumed', async () => {
    const { batch } = await bench.accept(batchOf(COUNT));
    await until(() => bench.simulator.counters().accepted > COUNT * 2 + 30);
    await bench.db.transaction(tx => bench.get(ControlCarrier).pause(tx, bench.actor, 'TWM', '業者通知'));
    const others = async (): Promise<number> => {
      const [row] = await bench.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM message_state WHERE batch = $1 AND state = 3 AND carrier <> 'TWM'`,
        [batch],
      );
      return row?.n ?? 0;
    };
    await until(async () => {
      await bench.sweep();
      return (await others()) === (COUNT / 3) * 2;
    }, others);
    const waiting = (await bench.states(batch))['accepted'] ?? 0;
    await bench.db.transaction(tx => bench.get(ControlCarrier).resume(tx, bench.actor, 'TWM', '已修復'));
    await delivered(batch);
    expect(waiting).toBeGreaterThan(0);
    expect(bench.simulator.counters().duplicateCount).toBe(0);
  });

  it('asks the other link at the second attempt when one refuses for now, and it has room', async () => {
    bench.simulator.command({ link: 'CHT-A', kind: 'throttle' });
    // More than one window holds, at most what two do: whichever link is first asked, both are, and the other has room.
    const some = Array.from({ length: 24 }, (_, i) => ({ number: `09120800${String(i).padStart(2, '0')}` }));
    const { batch } = await bench.accept(some);
    await until(
      async () => {
        await untilDue(batch);
        await bench.sweep();
        return (await bench.states(batch))['delivered'] === some.length;
      },
      () => bench.states(batch),
    );
    const refusals = await bench.db.query<{ links: string[] }>(
      'SELECT array_agg(link) AS links FROM submit_refusal WHERE batch = $1 GROUP BY seq',
      [batch],
    );
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.filter(({ links }) => links.length > 1)).toEqual([]);
  });

  it('sends the rest of a message as it was begun, though the next link carries long messages otherwise', async () => {
    const control = bench.get(ControlLink);
    const drain = async (link: string) => {
      await bench.db.transaction(tx => control.drain(tx, bench.actor, link, '更換設備'));
      await until(async () => (await stateOf(link)) === 'nobody');
    };
    const resume = async (link: string) => {
      await bench.db.transaction(tx => control.resume(tx, bench.actor, link, '更換完成'));
      await until(async () => (await stateOf(link)) === 'bound');
    };
    await drain('CHT-B');
    await bench.db.query(`UPDATE carrier_link SET concat = 'payload' WHERE id = 'CHT-B'`);
    bench.simulator.reset();
    bench.simulator.command({ link: 'CHT-A', kind: 'throttle', afterSubmits: 1 });
    const text = `測試公共服務平臺\n${'長'.repeat(100)}`;
    const number = numberOf(90_003);
    const { batch } = await bench.accept([{ number, segments: 2, text }]);
    const attempts = async (): Promise<number> => {
      const [row] = await bench.db.query<{ attempts: number; accepted: number }>(
        'SELECT attempts, accepted_parts AS accepted FROM message_state WHERE batch = $1',
        [batch],
      );
      return row?.accepted === 1 ? row.attempts : 0;
    };
    await until(async () => (await attempts()) > 0, attempts);
    await drain('CHT-A');
    await resume('CHT-B');
    await until(
      async () => {
        await untilDue(batch);
        await bench.sweep();
        return (await bench.states(batch))['delivered'] === 1;
      },
      () => bench.states(batch),
    );
    expect(bench.simulator.handsets(number)[0]?.messages.map(message => message.text)).toEqual([text]);
    expect(bench.simulator.segments(number)).toHaveLength(2);
    bench.simulator.command({ kind: 'normal' });
    await resume('CHT-A');
  });

  it('carries a long message in one submit_sm where the carrier splits, and charges all of its segments', async () => {
    await bench.db.query(`UPDATE carrier_link SET concat = 'payload'`);
    await until(async () => {
      const rows = await bench.db.query(`SELECT FROM link_figure`);
      return rows.length === 6;
    });
    bench.simulator.reset();
    // The keepers look once a second; until then a long message would go in parts.
    const text = `測試公共服務平臺\n${'長'.repeat(150)}`;
    let batch = 0;
    await until(async () => {
      bench.simulator.reset();
      const accepted = await bench.accept([{ number: numberOf(90_001), segments: 3, text }]);
      batch = accepted.batch;
      await bench.settled(batch, { delivered: 1 });
      return bench.simulator.counters().accepted === 1;
    });
    const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [batch]);
    expect(row).toEqual({ charged: 3, released: 0 });
    expect(bench.simulator.handsets(numberOf(90_001))[0]?.messages[0]?.text).toBe(text);
  });
});
