import { newLog } from '@sms111/api/platform';
import { OutcomeWriter } from './outcome-writer';

type Deps = ConstructorParameters<typeof OutcomeWriter>;

/** A writer on a database that does what it is told; only the order of things is looked at here. */
const writerOn = (execute: (batches: readonly number[]) => Promise<void>) => {
  const ended: number[] = [];
  const forgotten: number[] = [];
  const stand = {
    db: { transaction: (work: (tx: object) => Promise<unknown>) => work({}) },
    clock: { now: () => new Date() },
    claims: {
      end: async (_: object, ids: number[]) => void ended.push(...ids),
      forget: (id: number) => void forgotten.push(id),
    },
    record: {
      execute: (_: object, results: { batch: number }[]) => execute(results.map(result => result.batch)),
    },
    receipts: { execute: async () => undefined },
    metrics: { group: () => undefined },
  };
  const { db, clock, claims, record, receipts, metrics } = stand as unknown as {
    db: Deps[0];
    clock: Deps[1];
    claims: Deps[2];
    record: Deps[3];
    receipts: Deps[4];
    metrics: Deps[5];
  };
  return {
    ended,
    forgotten,
    writer: new OutcomeWriter(db, clock, claims, record, receipts, metrics, newLog('test', 'silent')),
  };
};

const result = (batch: number) => ({ batch, seq: 0 }) as Parameters<OutcomeWriter['submits']>[1][number];

describe('the outcome writer', () => {
  it('leaves only the message that cannot be written in doubt, and its claim to the lease', async () => {
    const written: number[] = [];
    const { writer, ended, forgotten } = writerOn(async batches => {
      if (batches.includes(2)) throw new Error('no');
      written.push(...batches);
    });
    const done = jest.fn();
    writer.submits(7, [result(1), result(2), result(3)], done);
    await writer.idle();
    expect(written).toEqual([1, 3]);
    // `end` ran in the transaction that failed, and not again: the row stays until its lease runs out.
    expect(ended).toEqual([7]);
    expect(forgotten).toEqual([7]);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('waits for a database that is away instead of giving anything up', async () => {
    let tries = 0;
    const { writer, forgotten } = writerOn(async () => {
      if (++tries < 3) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    });
    const done = jest.fn();
    writer.submits(1, [result(1)], done);
    await writer.idle();
    expect(tries).toBe(3);
    expect(done).toHaveBeenCalledTimes(1);
    expect(forgotten).toEqual([1]);
  });

  it('answers a receipt only when it is written, and says so when it is not', async () => {
    const answers: boolean[] = [];
    const { writer } = writerOn(async () => undefined);
    writer.receipt({} as Parameters<OutcomeWriter['receipt']>[0], committed => answers.push(committed));
    expect(answers).toEqual([]);
    await writer.idle();
    expect(answers).toEqual([true]);
  });
});
