import { newLog } from '@sms111/api/platform';
import { OutcomeWriter } from './outcome-writer';
import { until } from './testing/held';

type Deps = ConstructorParameters<typeof OutcomeWriter>;

/** A writer on a database that does what it is told; only the order of things is looked at here. */
const writerOn = (execute: Execute, { stands = (_: number): boolean => true } = {}) => {
  const ended: number[] = [];
  const kept: { claim: number; batches: number[]; released: number[] }[] = [];
  const recorded: number[] = [];
  const abandoned: number[] = [];
  const stand = {
    db: { transaction: (work: (tx: object) => Promise<unknown>) => work({}) },
    clock: { now: () => new Date() },
    claims: {
      end: async (_: object, ids: number[]) => {
        ended.push(...ids);
        return new Set(ids.filter(stands));
      },
      keepOnly: async (claim: number, left: readonly Placed[], written: readonly Placed[]) =>
        void kept.push({
          claim,
          batches: left.map(({ batch }) => batch),
          released: written.map(({ batch }) => batch),
        }),
      recorded: (id: number) => void recorded.push(id),
      abandon: (id: number) => void abandoned.push(id),
    },
    outcomes: {
      execute: (_: object, { results, receipts }: Written) =>
        execute(
          results.map(result => result.batch),
          receipts.map(({ key, place }) => (place ? `${key}@${place.batch}` : key)),
          results.some(({ late }) => late),
        ),
    },
    metrics: { group: () => undefined },
  };
  const { db, clock, claims, outcomes, metrics } = stand as unknown as {
    db: Deps[0];
    clock: Deps[1];
    claims: Deps[2];
    outcomes: Deps[3];
    metrics: Deps[4];
  };
  return {
    ended,
    kept,
    recorded,
    abandoned,
    writer: new OutcomeWriter(db, clock, claims, outcomes, metrics, newLog('test', 'silent')),
  };
};

interface Placed {
  readonly batch: number;
}

interface Written {
  readonly results: readonly (Placed & { late?: boolean })[];
  readonly receipts: readonly { key: string; place?: Placed }[];
}

/** `keys`: of receipts, and where their messages are if that is known. */
type Execute = (batches: readonly number[], keys: readonly string[], late: boolean) => Promise<void>;

const receiptOf = (key: string) => ({ key }) as Parameters<OutcomeWriter['receipt']>[0];

const result = (batch: number) => ({ batch, seq: 0 }) as Parameters<OutcomeWriter['submits']>[1][number];

describe('the outcome writer', () => {
  it('leaves only the message that cannot be written in doubt, and its claim to the lease', async () => {
    const written: number[] = [];
    const { writer, ended, kept, recorded, abandoned } = writerOn(async batches => {
      if (batches.includes(2)) throw new Error('no');
      written.push(...batches);
    });
    const done = jest.fn();
    writer.submits(7, [result(1), result(2), result(3)], done);
    await writer.idle();
    expect(written).toEqual([1, 3]);
    // `end` ran in the transaction that failed, and not again: the row stays until its lease runs out.
    expect(ended).toEqual([7]);
    expect(abandoned).toEqual([7]);
    expect(kept).toEqual([{ claim: 7, batches: [2], released: [1, 3] }]);
    expect(recorded).toEqual([]);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('takes a group that was in an outage for one that may have been committed', async () => {
    const lates: boolean[] = [];
    const { writer, recorded } = writerOn(
      async (_, __, late) => {
        lates.push(late);
        if (lates.length === 1) throw Object.assign(new Error('away'), { code: 'ECONNRESET' });
      },
      { stands: claim => claim !== 1 || lates.length === 0 },
    );
    writer.submits(1, [result(1)]);
    await writer.idle();
    expect(lates).toEqual([false, true]);
    expect(recorded).toEqual([1]);
  });

  it('waits for a database that is away instead of giving anything up', async () => {
    let tries = 0;
    const { writer, recorded } = writerOn(async () => {
      if (++tries < 3) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    });
    const done = jest.fn();
    writer.submits(1, [result(1)], done);
    await writer.idle();
    expect(tries).toBe(3);
    expect(done).toHaveBeenCalledTimes(1);
    expect(recorded).toEqual([1]);
  });

  it('answers a receipt only when it is written, and says so when it is not', async () => {
    const answers: boolean[] = [];
    const { writer } = writerOn(async () => undefined);
    writer.receipt(receiptOf('CHT:1'), committed => answers.push(committed));
    expect(answers).toEqual([]);
    await writer.idle();
    expect(answers).toEqual([true]);
  });

  describe('of receipts that come before their claim is recorded', () => {
    const groups: { batches: readonly number[]; keys: readonly string[] }[] = [];
    let writer: OutcomeWriter;
    let answers: boolean[];
    const receipt = (key: string) => writer.receipt(receiptOf(key), committed => answers.push(committed));
    beforeEach(() => {
      groups.length = 0;
      answers = [];
      ({ writer } = writerOn(async (batches, keys) => void groups.push({ batches, keys })));
      writer.begins(7);
      writer.accepted(7, 'CHT:1', { batch: 1, seq: 0, part: 1, parts: 2 });
    });

    it('holds them back, and writes them with the claim', async () => {
      receipt('CHT:1');
      receipt('CHT:strange');
      await writer.idle();
      expect(groups).toEqual([{ batches: [], keys: ['CHT:strange'] }]);
      writer.submits(7, [result(1)]);
      await writer.idle();
      expect(groups.at(-1)).toEqual({ batches: [1], keys: ['CHT:1@1'] });
      expect(answers).toEqual([true, true]);
    });

    it('holds them no longer than a second: then their places are looked for when the claim is recorded', async () => {
      receipt('CHT:1');
      await until(() => answers.length === 1);
      expect(groups).toEqual([{ batches: [], keys: ['CHT:1'] }]);
      receipt('CHT:1');
      await until(() => answers.length === 2);
      writer.submits(7, [result(1)]);
      await writer.idle();
      expect(groups.slice(1)).toEqual([
        { batches: [], keys: ['CHT:1'] },
        { batches: [1], keys: [] },
      ]);
    });

    it('holds no more of them than a session may have unanswered', async () => {
      for (let i = 0; i < 499; i++) receipt('CHT:1');
      await writer.idle();
      expect(answers).toEqual([]);
      receipt('CHT:1');
      await writer.idle();
      expect(answers).toHaveLength(500);
    });

    it('holds none of a part that was answered after its claim had been handed in', async () => {
      writer.submits(7, [result(1)]);
      await writer.idle();
      writer.accepted(7, 'CHT:2', { batch: 1, seq: 0, part: 2, parts: 2 });
      writer.submits(null, [result(1)]);
      receipt('CHT:2');
      receipt('CHT:1');
      await writer.idle();
      expect(answers).toEqual([true, true]);
      expect(groups.at(-1)).toEqual({ batches: [1], keys: ['CHT:2@1', 'CHT:1@1'] });
    });
  });

  it('writes a late answer apart from the claim that it speaks of, whichever was first', async () => {
    const groups: (readonly number[])[] = [];
    const { writer } = writerOn(async batches => void groups.push(batches));
    writer.submits(1, [result(1)]);
    writer.submits(null, [result(1)]);
    writer.submits(2, [result(2)]);
    await writer.idle();
    expect(groups).toEqual([[1], [1], [2]]);
  });
});
