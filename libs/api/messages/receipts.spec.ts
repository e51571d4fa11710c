import * as fc from 'fast-check';
import { deriveMessageState, partReference } from '@sms111/domain';
import { QuotaViews } from '@sms111/api/quota';
import { ApplyReceipts, PLAIN_CODE } from './apply-receipts';
import type { Receipt } from './receipt';
import { CloseMessages } from './close-messages';
import { STATE } from './codes';
import { carrierKey } from './record-submits';
import {
  expectBooksBalanced,
  newMessagesBench,
  numberOf,
  type MessagesBench,
} from './testing/messages-bench';
import type { PartOutcome } from './after-submit';

const accepted = (part: number, id: string): PartOutcome => ({
  kind: 'accepted',
  part,
  carrierMessageId: id,
});

describe('receipts', () => {
  let bench: MessagesBench;
  beforeAll(async () => (bench = await newMessagesBench(100_000)));
  afterAll(() => bench.close());
  afterEach(() => expectBooksBalanced(bench));

  let ids = 0;
  const nextId = () => `r${++ids}`;
  const receipt = (id: string, state: Receipt['state'] = 'delivered'): Receipt => ({
    key: carrierKey('CHT', id),
    state,
    reason: state === 'delivered' ? 'delivered' : state === 'failed' ? 'handset-fail' : state,
    code: 'TEST',
    doneAt: null,
    receivedAt: bench.test.platform.clock.now(),
    number: numberOf(0),
  });
  const apply = (...receipts: Receipt[]) =>
    bench.db.transaction(tx =>
      bench.get(ApplyReceipts).execute(tx, receipts, bench.test.platform.clock.now()),
    );
  const stateOf = async (batch: number) => STATE.word((await bench.states(batch))[0]?.state ?? -1);
  const balance = async () => {
    const own = await bench.get(QuotaViews).own(bench.db, bench.actor);
    return { reserved: own?.reserved ?? -1, charged: own?.charged ?? -1 };
  };
  const sent = async (parts: number) => {
    const names = Array.from({ length: parts }, nextId);
    const { batch } = await bench.accept([{ segments: parts }]);
    await bench.submit(batch, new Map([[0, names.map((id, i) => accepted(i + 1, id))]]), parts);
    return { batch, names };
  };

  it('charges a delivered message once, however often its receipt comes', async () => {
    const before = await balance();
    const { batch, names } = await sent(1);
    const [id = ''] = names;
    await apply(receipt(id), receipt(id));
    await apply(receipt(id, 'failed'));
    expect(await stateOf(batch)).toBe('delivered');
    expect(await balance()).toEqual({ reserved: before.reserved, charged: before.charged + 1 });
  });

  it('releases a failed message and charges nothing', async () => {
    const before = await balance();
    const { batch, names } = await sent(1);
    await apply(receipt(names[0] ?? '', 'failed'));
    expect(await stateOf(batch)).toBe('failed');
    expect(await balance()).toEqual(before);
  });

  it('keeps a receipt that comes before its submit is recorded, and applies it then', async () => {
    const id = nextId();
    const { batch } = await bench.accept([{}]);
    await apply(receipt(id));
    expect(await stateOf(batch)).toBe('accepted');
    await bench.submit(batch, new Map([[0, [accepted(1, id)]]]));
    expect(await stateOf(batch)).toBe('delivered');
  });

  it('keeps the later of two for one id: the first was of a message before the carrier counted anew', async () => {
    const id = nextId();
    await apply({ ...receipt(id), number: numberOf(9_999), code: 'STRAY' });
    bench.test.platform.clock.advance(3 * 86_400_000);
    const { batch } = await bench.accept([{}]);
    await apply({ ...receipt(id), code: 'OURS' });
    // Said again, out of order, and no news.
    await apply({ ...receipt(id), code: 'STALE', receivedAt: new Date(0) });
    await bench.submit(batch, new Map([[0, [accepted(1, id)]]]));
    expect(await stateOf(batch)).toBe('delivered');
    expect(await bench.db.query('SELECT code FROM part_receipt WHERE batch = $1', [batch])).toEqual([
      { code: 'OURS' },
    ]);
  });

  it('matches again what two transactions missed in each other', async () => {
    const { batch, names } = await sent(1);
    const [id = ''] = names;
    // As it stands when neither saw the other's rows: the submit is there, and the receipt is kept as unmatched.
    await bench.db.query(
      `INSERT INTO unmatched_receipt (carrier, carrier_message_id, state, reason, code, received_at, number_hashes)
       SELECT 'CHT', $1, 3, 1, 'T', now(), array_agg(number_hash) FROM message_state WHERE batch = $2`,
      [carrierKey('CHT', id), batch],
    );
    await bench.db.transaction(tx =>
      bench.get(ApplyReceipts).again(tx, bench.test.platform.clock.now(), new Date(0)),
    );
    expect(await stateOf(batch)).toBe('delivered');
  });

  it('find their message by its id alone when they name no number, once an hour', async () => {
    const { batch, names } = await sent(1);
    await apply({ ...receipt(names[0] ?? ''), number: null });
    expect(await stateOf(batch)).toBe('submitted');
    const hourly = () =>
      bench.db.transaction(tx =>
        bench.get(ApplyReceipts).againWithoutNumber(tx, bench.test.platform.clock.now()),
      );
    await hourly();
    expect(await stateOf(batch)).toBe('delivered');
    await hourly();
    expect(
      await bench.db.query('SELECT FROM unmatched_receipt WHERE carrier_message_id = $1', [
        carrierKey('CHT', names[0] ?? ''),
      ]),
    ).toEqual([]);
  });

  it.each([
    ['one part', 1],
    ['two parts', 2],
  ])('that came days before their id was used again speak of no later message (%s)', async (_, parts) => {
    const { clock } = bench.test.platform;
    const names = Array.from({ length: parts }, nextId);
    await apply(...names.map((name, i) => ({ ...receipt(name), number: i === 0 ? numberOf(0) : null })));
    clock.advance(2 * 86_400_000);
    const { batch } = await bench.accept([{ segments: parts }]);
    await bench.submit(batch, new Map([[0, names.map((id, i) => accepted(i + 1, id))]]), parts);
    const lookAgain = () =>
      bench.db.transaction(async tx => {
        const found = await bench.get(ApplyReceipts).again(tx, clock.now(), new Date(0));
        await bench.get(ApplyReceipts).againWithoutNumber(tx, clock.now());
        return found;
      });
    expect(await lookAgain()).toBe(0);
    expect(await stateOf(batch)).toBe('submitted');
    await apply(...names.map(name => receipt(name)));
    expect(await stateOf(batch)).toBe('delivered');
  });

  it('of a long message find each part by its id, whatever number they name', async () => {
    const { batch, names } = await sent(3);
    await apply(...names.map(name => ({ ...receipt(name), number: null })));
    expect(await stateOf(batch)).toBe('delivered');
  });

  it('does not take the same id of another carrier for its own', async () => {
    const { batch, names } = await sent(1);
    await apply({ ...receipt('x'), key: carrierKey('TWM', names[0] ?? '') });
    expect(await stateOf(batch)).toBe('submitted');
    await apply(receipt(names[0] ?? ''));
    expect(await stateOf(batch)).toBe('delivered');
  });

  it('lets a late receipt put right what our clock had closed, as an adjustment', async () => {
    const before = await balance();
    const { batch, names } = await sent(1);
    await bench.db.transaction(tx =>
      bench.get(CloseMessages).unknown(tx, batch, bench.test.platform.clock.now()),
    );
    expect(await stateOf(batch)).toBe('unknown');
    expect(await balance()).toEqual(before);
    await apply(receipt(names[0] ?? ''));
    expect(await stateOf(batch)).toBe('delivered');
    const [entry] = await bench.db.query(
      "SELECT remaining, charged FROM ledger_entry WHERE batch = $1 AND kind = 'adjust'",
      [batch],
    );
    expect(entry).toEqual({ remaining: -1, charged: 1 });
  });

  it('comes to the state that the rule derives, in any order and grouping', async () => {
    const words: Receipt['state'][] = ['delivered', 'failed', 'expired', 'unknown'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        fc.boolean(),
        async (outcomes, dice, together) => {
          const { batch, names } = await sent(outcomes.length);
          const order = names
            .map((id, i) => ({ receipt: receipt(id, outcomes[i]), at: dice.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(each => each.receipt);
          if (together) await apply(...order);
          else for (const each of order) await apply(each);
          const derived = deriveMessageState(outcomes);
          const got = await stateOf(batch);
          // Which of several failures names the message depends on what came last; that it failed does not.
          const failures = ['failed', 'expired', 'unknown'];
          if (failures.includes(derived)) expect(failures).toContain(got);
          else expect(got).toBe(derived);
        },
      ),
      { numRuns: 25 },
    );
  });

  describe('of messages that left without an answer', () => {
    const silent: PartOutcome = { kind: 'no-answer', part: 1 };
    const number = (i: number) => numberOf(7_000 + i);
    const inDoubt = async (to: string) => {
      const { batch } = await bench.accept([{ number: to }]);
      await bench.submit(batch, new Map([[0, [silent]]]));
      expect(await stateOf(batch)).toBe('unconfirmed');
      return batch;
    };
    const saying = (to: string, reference: number): Receipt => ({
      ...receipt(nextId()),
      number: to,
      reference,
    });

    it('find them by number and reference, and charge them once', async () => {
      const before = await balance();
      const batch = await inDoubt(number(1));
      await apply(saying(number(1), partReference({ batch, seq: 0 }, 1)));
      expect(await stateOf(batch)).toBe('delivered');
      await apply(saying(number(1), partReference({ batch, seq: 0 }, 1)));
      expect(await balance()).toEqual({ reserved: before.reserved, charged: before.charged + 1 });
    });

    it.each([
      ['payload', 'delivered'],
      ['udh8', 'unconfirmed'],
    ])('of a long message by %s end it with one receipt: %s', async (concat, state) => {
      await bench.db.query(
        `INSERT INTO network (code, name_zh, name_en) VALUES ('CHT', '中華電信', 'CHT') ON CONFLICT DO NOTHING`,
      );
      await bench.db.query(
        `INSERT INTO carrier_link (id, carrier, host, port, system_id, password_sealed, concat)
         VALUES ('CHT-A', 'CHT', '127.0.0.1', 1, 's', '', $1) ON CONFLICT (id) DO UPDATE SET concat = excluded.concat`,
        [concat],
      );
      const before = await balance();
      const to = number(concat === 'payload' ? 5 : 6);
      const { batch } = await bench.accept([{ number: to, segments: 3 }]);
      await bench.submit(batch, new Map([[0, [1, 2, 3].map(part => ({ kind: 'no-answer', part }))]]), 3);
      expect(await stateOf(batch)).toBe('unconfirmed');
      await apply(saying(to, partReference({ batch, seq: 0 }, 1)));
      expect(await stateOf(batch)).toBe(state);
      const held = state === 'delivered' ? { reserved: 0, charged: 3 } : { reserved: 3, charged: 0 };
      expect(await balance()).toEqual({
        reserved: before.reserved + held.reserved,
        charged: before.charged + held.charged,
      });
    });

    it('are not taken for those of another number, reference or carrier', async () => {
      const batch = await inDoubt(number(2));
      const reference = partReference({ batch, seq: 0 }, 1);
      await apply(saying(number(3), reference), saying(number(2), (reference + 1) & 0xffff));
      await apply({ ...saying(number(2), reference), key: carrierKey('TWM', nextId()) });
      expect(await stateOf(batch)).toBe('unconfirmed');
    });

    it('find them also when they came before anybody knew of the doubt', async () => {
      const { batch } = await bench.accept([{ number: number(4) }]);
      await apply(saying(number(4), partReference({ batch, seq: 0 }, 1)));
      expect(await stateOf(batch)).toBe('accepted');
      await bench.submit(batch, new Map([[0, [silent]]]));
      await bench.db.transaction(tx =>
        bench.get(ApplyReceipts).again(tx, bench.test.platform.clock.now(), new Date(0)),
      );
      expect(await stateOf(batch)).toBe('delivered');
      const [kept] = await bench.db.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM unmatched_receipt WHERE reference = $1',
        [partReference({ batch, seq: 0 }, 1)],
      );
      expect(kept?.n).toBe(0);
    });
  });

  it('of the plainest kind need no row of their own, and a repeated or contradicting one changes nothing', async () => {
    const before = await balance();
    const { batch, names } = await sent(1);
    const plain = { ...receipt(names[0] ?? ''), code: PLAIN_CODE };
    await apply(plain, plain);
    await apply({ ...receipt(names[0] ?? '', 'failed') });
    await apply(plain);
    expect(await stateOf(batch)).toBe('delivered');
    expect(await bench.db.query('SELECT 1 FROM part_receipt WHERE batch = $1', [batch])).toEqual([]);
    expect(await balance()).toEqual({ reserved: before.reserved, charged: before.charged + 1 });
  });

  it('stand in the order in which they came when they contradict each other in one group', async () => {
    const { batch, names } = await sent(1);
    const [id = ''] = names;
    await apply(receipt(id, 'failed'), { ...receipt(id), code: PLAIN_CODE });
    expect(await stateOf(batch)).toBe('failed');
  });
});
