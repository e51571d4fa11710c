import { newLog } from '@sms111/api/platform';
import { OutcomeWriter } from './outcome-writer';

type Deps = ConstructorParameters<typeof OutcomeWriter>;

/** A writer on a database that does what it is told; only the order of things is looked at here. */
const writerOn = (execute: (batches: readonly number[], keys: readonly string[]) => Promise<void>) => {
  const ended: number[] = [];
  const recorded: number[] = [];
  const abandoned: number[] = [];
  const stand = {
    db: { transaction: (work: (tx: object) => Promise<unknown>) => work({}) },
    clock: { now: () => new Date() },
    claims: {
      end: async (_: object, ids: number[]) => {
        ended.push(...ids);
        return new Set(ids);
      },
      recorded: (id: number) => void recorded.push(id),
      abandon: (id: number) => void abandoned.push(id),
    },
    outcomes: {
      execute: (_: object, { results, receipts }: Written) =>
        execute(
          results.map(result => result.batch),
          receipts.map(receipt => receipt.key),
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
    recorded,
    abandoned,
    writer: new OutcomeWriter(db, clock, claims, outcomes, metrics, newLog('test', 'silent')),
  };
};

interface Written {
  readonly results: readonly { batch: number }[];
  readonly receipts: readonly { key: string }[];
}

const result = (batch: number) => ({ batch, seq: 0 }) as Parameters<OutcomeWriter['submits']>[1][number];

describe('the outcome writer', () => {
  it('leaves only the message that cannot be written in doubt, and its claim to the lease', async () => {
    const written: number[] = [];
    const { writer, ended, recorded, abandoned } = writerOn(async batches => {
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
    expect(recorded).toEqual([]);
    expect(done).toHaveBeenCalledTimes(1);
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
    writer.receipt({ key: 'CHT:1' } as Parameters<OutcomeWriter['receipt']>[0], committed =>
      answers.push(committed),
    );
    expect(answers).toEqual([]);
    await writer.idle();
    expect(answers).toEqual([true]);
  });

  it('holds a receipt back that overtook the other parts of its claim, and writes it with the claim', async () => {
    const groups: { batches: readonly number[]; keys: readonly string[] }[] = [];
    const { writer } = writerOn(async (batches, keys) => void groups.push({ batches, keys }));
    const answers: boolean[] = [];
    const receipt = (key: string) =>
      writer.receipt({ key } as Parameters<OutcomeWriter['receipt']>[0], committed =>
        answers.push(committed),
      );
    writer.accepted(7, 'CHT:1', { batch: 1, seq: 0, part: 1, parts: 2 });
    receipt('CHT:1');
    receipt('CHT:strange');
    await writer.idle();
    expect(groups).toEqual([{ batches: [], keys: ['CHT:strange'] }]);
    writer.submits(7, [result(1)]);
    await writer.idle();
    expect(groups.at(-1)).toEqual({ batches: [1], keys: ['CHT:1'] });
    expect(answers).toEqual([true, true]);
  });
});
