import { QuotaViews } from '@sms111/api/quota';
import { actorOf, buildAccount } from '@sms111/api/testing';
import type { Actor } from '@sms111/api/platform';
import { formatMessageId, type Resolution } from '@sms111/domain';
import type { PartOutcome } from '../after-submit';
import { ApplyReceipts } from '../apply-receipts';
import type { Receipt } from '../receipt';
import { REASON, STATE } from '../codes';
import { MessageWayViews } from '../message-way.views';
import { carrierKey, RecordSubmits } from '../record-submits';
import {
  expectBooksBalanced,
  newMessagesBench,
  numberOf,
  type MessagesBench,
} from '../testing/messages-bench';
import { DecideResolution } from './decide-resolution';
import { DoubtViews } from './doubt.views';
import { ResolveMessages } from './resolve-messages';

const silent: PartOutcome = { kind: 'no-answer', part: 1 };
type Given = Partial<Parameters<ResolveMessages['execute']>[2]>;

jest.setTimeout(60_000);

describe('what a person says of messages in doubt', () => {
  let bench: MessagesBench;
  let asking: Actor;
  let second: Actor;
  beforeAll(async () => {
    bench = await newMessagesBench(5_000);
    const admin = async (): Promise<Actor> =>
      actorOf(bench.unit, await buildAccount(bench.db, bench.unit, { role: 'system-admin' }), {
        role: 'system-admin',
        permissions: new Set(['queue.resolve', 'queue.view']),
      });
    asking = await admin();
    second = await admin();
  });
  afterAll(() => bench.close());
  afterEach(() => expectBooksBalanced(bench));

  const now = () => bench.test.platform.clock.now();
  const inDoubt = async (messages = 1): Promise<number> => {
    const { batch } = await bench.accept(Array.from({ length: messages }, () => ({})));
    await bench.submit(batch, new Map(Array.from({ length: messages }, (_, seq) => [seq, [silent]])));
    return batch;
  };
  const resolve = (batch: number, said: Resolution, given: Given = {}, actor = asking) =>
    bench.db.transaction(tx =>
      bench.get(ResolveMessages).execute(tx, actor, {
        messageId: formatMessageId({ batch, seq: 0 }),
        messages: 1,
        said,
        note: '業者查詢後答復',
        reference: 'CHT-1127-001',
        ...(said === 'failed' && { why: 'handset-fail' as const }),
        ...given,
      }),
    );
  const resolveAll = (batch: number, said: Resolution, messages: number, given: Given = {}) =>
    resolve(batch, said, {
      messageId: undefined,
      filter: { batch: formatMessageId({ batch, seq: 0 }).slice(0, 12) },
      messages,
      ...given,
    });
  const decide = (id: string, decision: 'approve' | 'reject' | 'withdraw', actor = second) =>
    bench.db.transaction(tx => bench.get(DecideResolution).execute(tx, actor, id, decision));
  const states = async (batch: number) =>
    (await bench.states(batch)).map(({ state, reason }) => `${STATE.word(state)} ${REASON.word(reason)}`);
  const counters = async (batch: number) => {
    const [row] = await bench.db.query<{ charged: number; released: number; open: number }>(
      'SELECT charged, released, open_messages AS open FROM batch WHERE id = $1',
      [batch],
    );
    return row;
  };
  const receipt = (id: string, state: Receipt['state'] = 'delivered') =>
    bench.db.transaction(tx =>
      bench.get(ApplyReceipts).execute(
        tx,
        [
          {
            key: carrierKey('CHT', id),
            number: numberOf(0),
            ...{ state, reason: state === 'delivered' ? 'delivered' : 'handset-fail', code: 'DELIVRD' },
            ...{ doneAt: null, receivedAt: now() },
          },
        ],
        now(),
      ),
    );
  const lateAnswer = (batch: number, id: string) => {
    const answer: PartOutcome = { kind: 'accepted', part: 1, carrierMessageId: id };
    return bench.db.transaction(tx =>
      bench.get(RecordSubmits).execute(
        tx,
        [
          {
            ...{ batch, seq: 0, parts: 1, acceptedParts: 0, failedParts: 0, attempts: 0 },
            ...{
              link: 'CHT-A',
              carrier: 'CHT',
              route: { donor: 'CHT', method: 'prefix' as const, snapshot: null },
              at: now(),
            },
            ...{ outcomes: [answer], settled: [answer], late: true },
          },
        ],
        now(),
      ),
    );
  };
  const stepsOf = async (batch: number) => {
    const scope = { accountId: null, unitId: null, contents: false };
    const way = await bench.get(MessageWayViews).way(bench.db, scope, formatMessageId({ batch, seq: 0 }));
    return way.steps.map(step => step.kind);
  };

  it.each([
    ['failed', 'failed handset-fail', { charged: 0, released: 1, open: 0 }],
    ['unknown', 'unknown unknown', { charged: 0, released: 1, open: 0 }],
    ['submitted', 'submitted none', { charged: 0, released: 0, open: 1 }],
  ] as const)('one message: %s takes effect at once', async (said, state, expected) => {
    const batch = await inDoubt();
    expect(await resolve(batch, said)).toMatchObject({ state: 'applied', applied: 1 });
    expect(await states(batch)).toEqual([state]);
    expect(await counters(batch)).toEqual(expected);
    expect(await stepsOf(batch)).toContain('resolved');
  });

  it('a delivery costs money: it waits for a second person, who is told', async () => {
    const batch = await inDoubt();
    const proposal = await resolve(batch, 'delivered');
    expect(proposal).toMatchObject({ state: 'proposed', can: { approve: false, withdraw: true } });
    expect(await states(batch)).toEqual(['unconfirmed no-answer']);
    const told = await bench.db.query('SELECT account_id FROM notice WHERE dedupe_key LIKE $1', [
      `resolution/${proposal.id}/%`,
    ]);
    expect(told).toEqual([{ account_id: second.accountId }]);
    await expect(decide(proposal.id, 'approve', asking)).rejects.toMatchObject({
      code: 'second-person-needed',
    });
    expect(await decide(proposal.id, 'approve')).toMatchObject({ state: 'applied', applied: 1 });
    expect(await states(batch)).toEqual(['delivered delivered']);
    expect(await counters(batch)).toEqual({ charged: 1, released: 0, open: 0 });
    await expect(decide(proposal.id, 'approve')).rejects.toMatchObject({ code: 'state-conflict' });
  });

  it('of more messages than the setting waits for a second person; what was decided meanwhile is left alone', async () => {
    const batch = await inDoubt(12);
    await expect(resolveAll(batch, 'unknown', 11)).rejects.toMatchObject({ code: 'doubt-changed' });
    const proposal = await resolveAll(batch, 'unknown', 12);
    expect(proposal).toMatchObject({ state: 'proposed', messages: 12, segments: 12 });
    await lateAnswer(batch, 'late-of-group');
    expect(await decide(proposal.id, 'approve')).toMatchObject({ state: 'applied', applied: 11 });
    expect((await states(batch)).sort()).toEqual([
      'submitted none',
      ...Array<string>(11).fill('unknown unknown'),
    ]);
    expect(await counters(batch)).toEqual({ charged: 0, released: 11, open: 1 });
  });

  it('is taken back by its author and rejected by the other: nothing moves', async () => {
    const batch = await inDoubt(2);
    const first = await resolve(batch, 'delivered');
    expect(await decide(first.id, 'withdraw', asking)).toMatchObject({ state: 'withdrawn' });
    const again = await resolve(batch, 'delivered');
    expect(await decide(again.id, 'reject')).toMatchObject({ state: 'rejected', applied: 0 });
    expect(await states(batch)).toEqual(['unconfirmed no-answer', 'unconfirmed no-answer']);
  });

  it.each(['failed', 'delivered'] as const)(
    'that it was %s stands against a late answer and its receipt, which are shown',
    async said => {
      const batch = await inDoubt();
      const { id, state } = await resolve(batch, said);
      if (state === 'proposed') await decide(id, 'approve');
      const before = await states(batch);
      await lateAnswer(batch, `late-${said}`);
      await receipt(`late-${said}`, said === 'failed' ? 'delivered' : 'failed');
      expect(await states(batch)).toEqual(before);
      expect(await stepsOf(batch)).toEqual(expect.arrayContaining(['resolved', 'submitted', 'receipt']));
    },
  );

  it('that nothing is known may be put right by a receipt, as an adjustment', async () => {
    const batch = await inDoubt();
    await resolve(batch, 'unknown');
    await lateAnswer(batch, 'late-known');
    await receipt('late-known');
    expect(await states(batch)).toEqual(['delivered delivered']);
    const kinds = await bench.db.query('SELECT kind FROM ledger_entry WHERE batch = $1 ORDER BY id', [batch]);
    expect(kinds.map(row => row['kind'])).toEqual(['reserve', 'release', 'adjust']);
  });

  it('with the id of the carrier lets the receipt find its message, also one that came before', async () => {
    const batch = await inDoubt();
    await receipt('told-1');
    await resolve(batch, 'submitted', { carrierIds: [{ part: 1, id: 'told-1' }] });
    expect(await states(batch)).toEqual(['delivered delivered']);
  });

  it('with an id gives way to the id of the carrier’s own late answer', async () => {
    const batch = await inDoubt();
    await resolve(batch, 'submitted', { carrierIds: [{ part: 1, id: 'misread' }] });
    await lateAnswer(batch, 'true-id');
    expect(await states(batch)).toEqual(['submitted none']);
    await receipt('true-id');
    expect(await states(batch)).toEqual(['delivered delivered']);
  });

  it('is refused where it contradicts itself, or nothing is in doubt', async () => {
    const batch = await inDoubt();
    for (const given of [
      { why: 'barred' as const },
      { filter: {} },
      { carrierIds: [{ part: 1, id: 'x' }] },
    ]) {
      await expect(resolve(batch, 'unknown', given)).rejects.toMatchObject({ code: 'invalid-request' });
    }
    await resolve(batch, 'unknown');
    await expect(resolve(batch, 'failed')).rejects.toMatchObject({ code: 'nothing-in-doubt' });
  });

  it('never holds a number, and is in the audit record', async () => {
    const batch = await inDoubt();
    const { id, note } = await resolve(batch, 'unknown', { note: '民眾 0912-345-678 表示未收到' });
    expect(note).toBe('民眾 09******** 表示未收到');
    const entries = await bench.db.query(
      'SELECT action, account_id FROM audit_entry WHERE object_id = $1 ORDER BY id',
      [id],
    );
    expect(entries).toEqual([
      { action: 'resolution.proposed', account_id: asking.accountId },
      { action: 'resolution.applied', account_id: asking.accountId },
    ]);
  });

  it('of one message by many at once takes effect once', async () => {
    const batch = await inDoubt();
    const before = await bench.get(QuotaViews).own(bench.db, bench.actor);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => resolve(batch, 'failed')));
    const applied = tries.flatMap(each => (each.status === 'fulfilled' ? [each.value.applied] : []));
    expect(applied.reduce((sum, each) => sum + each, 0)).toBe(1);
    const after = await bench.get(QuotaViews).own(bench.db, bench.actor);
    expect(after?.reserved).toBe((before?.reserved ?? 0) - 1);
  });

  it('is looked for by link, carrier, batch and time, a page at a time, masked', async () => {
    bench.test.platform.clock.advance(3_600_000);
    const from = now().toISOString();
    const batch = await inDoubt(5);
    const views = bench.get(DoubtViews);
    const first = await views.list(bench.db, { from, limit: 3 });
    const rest = await views.list(bench.db, { from, limit: 3, cursor: first.next ?? undefined });
    const all = [...first.items, ...rest.items];
    expect(all.map(item => item.id)).toEqual(
      Array.from({ length: 5 }, (_, seq) => formatMessageId({ batch, seq })),
    );
    expect(all[0]).toMatchObject({ number: '0912***000', carrier: 'CHT', link: 'CHT-A', proposed: false });
    expect(rest.next).toBeNull();
    expect((await views.list(bench.db, { from, link: 'CHT-B', limit: 3 })).items).toEqual([]);
    expect(await views.count(bench.db, { from, carrier: 'CHT' })).toEqual({
      ...{ messages: 5, segments: 5, tooMany: false },
    });
    const ofBatch = await views.list(bench.db, { batch: all[0]?.batchId, limit: 2 });
    expect(ofBatch.items.map(item => item.id)).toEqual(all.slice(0, 2).map(item => item.id));
  });
});
