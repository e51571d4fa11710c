import { QuotaViews } from '@sms111/api/quota';
import type { PartOutcome } from './after-submit';
import { ApplyReceipts } from './apply-receipts';
import { CloseMessages } from './close-messages';
import { REASON, STATE } from './codes';
import { HoldMessages } from './hold-messages';
import { carrierKey, RecordSubmits, type SubmitResult } from './record-submits';
import {
  expectBooksBalanced,
  newMessagesBench,
  numberOf,
  type MessagesBench,
} from './testing/messages-bench';

const accepted = (part: number, id: string): PartOutcome => ({
  kind: 'accepted',
  part,
  carrierMessageId: id,
});
const silent = (part: number): PartOutcome => ({ kind: 'no-answer', part });
const throttled = (part: number): PartOutcome => ({
  ...{ kind: 'refused', part, status: 0x58 },
  ...{ reason: 'throttled', permanent: false },
});
const unwritten = (part: number): PartOutcome => ({ kind: 'not-written', part });

describe('messages in doubt', () => {
  let bench: MessagesBench;
  beforeAll(async () => (bench = await newMessagesBench(50)));
  afterAll(() => bench.close());
  afterEach(() => expectBooksBalanced(bench));

  const now = () => bench.test.platform.clock.now();
  const row = async (batch: number) => {
    const [found] = await bench.db.query<{ state: number; accepted: number }>(
      'SELECT state, accepted_parts AS accepted FROM message_state WHERE batch = $1',
      [batch],
    );
    return { state: STATE.word(found?.state ?? -1), accepted: found?.accepted };
  };
  const recorded = (batch: number, result: Pick<SubmitResult, 'outcomes'> & Partial<SubmitResult>) =>
    bench.db.transaction(tx =>
      bench.get(RecordSubmits).execute(
        tx,
        [
          {
            ...{ batch, seq: 0, parts: 2, acceptedParts: 0, failedParts: 0, attempts: 0 },
            ...{ link: 'CHT-A', carrier: 'CHT', at: now() },
            route: { donor: 'CHT', method: 'prefix', snapshot: null },
            ...result,
          },
        ],
        now(),
      ),
    );
  const late = (batch: number, news: PartOutcome, settled: readonly PartOutcome[]) =>
    recorded(batch, { outcomes: [news], settled, late: true });

  it('are due again for the parts that never left, once the late answer leaves no doubt about the others', async () => {
    const { batch } = await bench.accept([{ segments: 2 }]);
    await bench.submit(batch, new Map([[0, [silent(1), unwritten(2)]]]), 2);
    expect(await row(batch)).toEqual({ state: 'unconfirmed', accepted: 0 });
    await late(batch, accepted(1, 'late-1'), [accepted(1, 'late-1'), unwritten(2)]);
    expect(await row(batch)).toEqual({ state: 'accepted', accepted: 0b01 });
  });

  it('stay in doubt while another part is, but remember the part that was answered', async () => {
    const { batch } = await bench.accept([{ segments: 2 }]);
    await bench.submit(batch, new Map([[0, [silent(1), silent(2)]]]), 2);
    await late(batch, accepted(1, 'late-2'), [accepted(1, 'late-2'), silent(2)]);
    expect(await row(batch)).toEqual({ state: 'unconfirmed', accepted: 0b01 });
    await late(batch, accepted(2, 'late-3'), [accepted(1, 'late-2'), accepted(2, 'late-3')]);
    expect(await row(batch)).toEqual({ state: 'submitted', accepted: 0b11 });
  });

  it('are never due again by an outcome that is not the late answer to their own attempt', async () => {
    const { batch } = await bench.accept([{}]);
    await bench.submit(batch, new Map([[0, [silent(1)]]]));
    await bench.submit(batch, new Map([[0, [unwritten(1)]]]));
    expect(await row(batch)).toMatchObject({ state: 'unconfirmed' });
  });

  it('are due again by the outcome of a claim that was closed, but not when somebody else has tried since', async () => {
    const refused = { outcomes: [throttled(1)], parts: 1, late: true };
    const { batch } = await bench.accept([{}, {}]);
    await bench.db.transaction(tx => bench.get(CloseMessages).unconfirmed(tx, batch, [0, 1], 'CHT', now()));
    await recorded(batch, refused);
    expect(await row(batch)).toMatchObject({ state: 'accepted' });

    // The retry of a commit that stood, whose answer was lost: another worker took the message up and died.
    await bench.db.transaction(tx => bench.get(CloseMessages).unconfirmed(tx, batch, [0], 'CHT', now()));
    await recorded(batch, refused);
    expect(await row(batch)).toMatchObject({ state: 'unconfirmed' });
  });

  it('are recorded once, though the answer of the commit was lost and all is written again', async () => {
    const { batch } = await bench.accept([{ segments: 2 }]);
    const outcomes = [accepted(1, 'again-1'), accepted(2, 'again-2')];
    await recorded(batch, { outcomes });
    await recorded(batch, { outcomes, late: true });
    expect(await row(batch)).toEqual({ state: 'submitted', accepted: 0b11 });
    const ids = await bench.db.query(
      'SELECT carrier_message_id AS id FROM submit_part WHERE batch = $1 ORDER BY part',
      [batch],
    );
    expect(ids).toEqual([{ id: 'CHT:again-1' }, { id: 'CHT:again-2' }]);
  });

  it('of which a part had left go on as handed over when the rest is cancelled', async () => {
    const { batch } = await bench.accept([{ segments: 2 }]);
    await bench.submit(batch, new Map([[0, [accepted(1, 'half-1'), unwritten(2)]]]), 2);
    await bench.db.transaction(tx => bench.get(CloseMessages).cancelled(tx, batch, now()));
    expect(await row(batch)).toMatchObject({ state: 'submitted' });
    await bench.db.transaction(tx =>
      bench.get(ApplyReceipts).execute(
        tx,
        [
          {
            key: carrierKey('CHT', 'half-1'),
            ...{ state: 'delivered', reason: 'delivered', code: 'T', doneAt: null, receivedAt: now() },
          },
        ],
        now(),
      ),
    );
    expect(await row(batch)).toMatchObject({ state: 'partly-delivered' });
  });

  it('go on as held, visible and due again in a minute, when no route lets them go', async () => {
    const { batch } = await bench.accept([{}, {}]);
    await bench.db.transaction(tx => bench.get(HoldMessages).execute(tx, batch, [1], now()));
    const rows = await bench.db.query(
      'SELECT seq, state, reason, next_attempt_at > $2 AS later FROM message_state WHERE batch = $1 ORDER BY seq',
      [batch, now()],
    );
    expect(rows).toEqual([
      { seq: 0, state: 0, reason: 0, later: null },
      { seq: 1, state: 0, reason: REASON.number('route-fail'), later: true },
    ]);
    const exceptions = () =>
      bench.db.query('SELECT seq, state, reason FROM message_exception WHERE batch = $1', [batch]);
    expect(await exceptions()).toEqual([{ seq: 1, state: 0, reason: REASON.number('route-fail') }]);
    await bench.submit(batch, new Map([[1, [accepted(1, 'held-1')]]]));
    expect(await exceptions()).toEqual([]);
  });

  it('are charged when they turn out delivered, even after the released quota was spent', async () => {
    const { batch } = await bench.accept([{}]);
    await bench.submit(batch, new Map([[0, [accepted(1, 'spent-1')]]]));
    await bench.db.transaction(tx => bench.get(CloseMessages).unknown(tx, batch, now()));
    const own = await bench.get(QuotaViews).own(bench.db, bench.actor);
    await bench.accept([{ segments: own?.remaining ?? 0 }]);
    await bench.db.transaction(tx =>
      bench.get(ApplyReceipts).execute(
        tx,
        [
          {
            key: carrierKey('CHT', 'spent-1'),
            number: numberOf(0),
            ...{ state: 'delivered', reason: 'delivered', code: 'T', doneAt: null, receivedAt: now() },
          },
        ],
        now(),
      ),
    );
    expect(await row(batch)).toMatchObject({ state: 'delivered' });
    expect(await bench.get(QuotaViews).own(bench.db, bench.actor)).toMatchObject({ remaining: -1 });
    await expect(bench.accept([{}])).rejects.toMatchObject({ code: 'quota-short' });
  });
});
