import { ControlAgency } from '@sms111/api/agencies';
import { ControlBatch } from '@sms111/api/messages';
import type { Actor } from '@sms111/api/platform';
import { actorOf, buildAccount, buildQuota, buildUnit } from '@sms111/api/testing';
import { PipelineBench, TEXT } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

const COUNT = 900;
const batchOf = (count: number) => Array.from({ length: count }, () => ({}));

describe('what is stopped in mid-batch', () => {
  let bench: PipelineBench;
  let other: Actor;
  beforeAll(async () => {
    // A tenth of a second between a submit and its answer: there are claims in flight at every moment.
    bench = await PipelineBench.start({ rttMs: 100, window: 20 });
    const unit = await buildUnit(bench.db);
    const accountId = await buildAccount(bench.db, unit);
    await buildQuota(bench.db, unit, accountId, 10_000);
    other = actorOf(unit, accountId);
  });
  afterAll(() => bench.stop());
  afterEach(() => bench.expectBalanced());

  interface Seen {
    readonly left: number[];
    readonly claimed: number[];
  }
  /** Of a batch, at one moment: what is no longer to be handed over, and what is in open claims. */
  const seen = async (batch: number): Promise<Seen> => {
    const [row] = await bench.db.query<Seen>(
      `SELECT coalesce((SELECT array_agg(seq) FROM message_state WHERE batch = $1 AND state <> 0), '{}') AS left,
              coalesce((SELECT array_agg(q) FROM claim c, unnest(c.seqs) q WHERE c.batch = $1), '{}') AS claimed`,
      [batch],
    );
    if (!row) throw new Error('nothing was seen');
    return row;
  };
  /** Stops a batch while it runs, by `stop`; sees that only what was claimed still leaves; lets it go on by `resume`. */
  const stoppedInMidBatch = async (
    stop: (batch: number) => Promise<void>,
    resume: (batch: number) => Promise<void>,
  ): Promise<void> => {
    bench.simulator.reset();
    const { batch } = await bench.accept(batchOf(COUNT));
    await until(() => bench.simulator.counters().accepted > 60);
    await stop(batch);
    const { left, claimed } = await seen(batch);
    expect(claimed.length).toBeGreaterThan(0);
    const allowed = new Set([...left, ...claimed]);
    expect(allowed.size).toBeLessThan(COUNT);

    // Another agency's batch goes its whole way meanwhile, and the sweep looks for what is due.
    const running = await bench.accept(batchOf(COUNT), TEXT, undefined, other);
    await until(
      async () => {
        await bench.sweep();
        return (await bench.states(running.batch))['delivered'] === COUNT;
      },
      () => bench.states(running.batch),
    );
    const after = await seen(batch);
    expect(after.claimed).toEqual([]);
    expect(new Set(after.left)).toEqual(allowed);
    expect(bench.simulator.counters().accepted).toBe(COUNT + allowed.size);

    await resume(batch);
    await until(
      async () => {
        await bench.sweep();
        return (await bench.states(batch))['delivered'] === COUNT;
      },
      () => bench.states(batch),
    );
    expect(bench.simulator.counters()).toMatchObject({ accepted: COUNT * 2, duplicateCount: 0, lost: 0 });
  };

  it('hands over nothing more of a batch that is paused but what was claimed, and all of it once when it goes on', () =>
    stoppedInMidBatch(
      batch => bench.db.transaction(tx => bench.get(ControlBatch).pause(tx, bench.actor, batch)),
      batch => bench.db.transaction(tx => bench.get(ControlBatch).resume(tx, bench.actor, batch)),
    ));

  const agency = (deed: 'suspend' | 'resume') =>
    bench.db.transaction(tx =>
      bench.get(ControlAgency)[deed](tx, bench.actor, bench.actor.agencyId, '內容有違法之虞'),
    );

  it('hands over nothing more of an agency that is suspended but what was claimed, and all of it once when it goes on', () =>
    stoppedInMidBatch(
      () => agency('suspend'),
      () => agency('resume'),
    ));

  it('answers a suspension only when no claim is under way that read the agency before', async () => {
    const waiting = async (): Promise<boolean> => {
      const rows = await bench.db.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND mode = 'ExclusiveLock'`,
      );
      return rows.length > 0;
    };
    let answered = false;
    let suspended: Promise<void> = Promise.resolve();
    await bench.db.transaction(async tx => {
      // As a claim does, until it is committed.
      await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtext('carrier'), hashtext('TWM'))`);
      suspended = agency('suspend').then(() => void (answered = true));
      await until(waiting);
      expect(answered).toBe(false);
    });
    await suspended;
    await agency('resume');
  });
});
