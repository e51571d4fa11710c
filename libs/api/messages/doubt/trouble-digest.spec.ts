import { AccountViews } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { buildAccount } from '@sms111/api/testing';
import { formatBatchId } from '@sms111/domain';
import type { PartOutcome } from '../after-submit';
import { CloseMessages } from '../close-messages';
import { REASON } from '../codes';
import { newMessagesBench, type MessagesBench } from '../testing/messages-bench';
import { TroubleDigest } from './trouble-digest';

const silent: PartOutcome = { kind: 'no-answer', part: 1 };
const refused: PartOutcome = {
  kind: 'refused',
  part: 1,
  status: 0x0b,
  reason: 'invalid-number',
  permanent: true,
};

interface Told {
  kind: string;
  messages: number;
  account_id: string;
  read: boolean;
}

jest.setTimeout(60_000);

describe('the notices of trouble', () => {
  let bench: MessagesBench;
  let manager: string;
  let admin: string;
  beforeAll(async () => {
    bench = await newMessagesBench(5_000);
    manager = await buildAccount(bench.db, bench.unit, { role: 'group-manager' });
    admin = await buildAccount(bench.db, bench.unit, { role: 'system-admin' });
  });
  afterAll(() => bench.close());

  const worker = () =>
    new TroubleDigest(
      bench.db,
      bench.test.platform.clock,
      bench.get(AccountViews),
      bench.get(Notices),
      bench.test.platform.log,
    );
  const later = (seconds: number) => bench.test.platform.clock.advance(seconds * 1_000);
  const accept = async (messages: number) =>
    (await bench.accept(Array.from({ length: messages }, () => ({})))).batch;
  const outcomes = (from: number, to: number, outcome: PartOutcome) =>
    new Map(Array.from({ length: to - from }, (_, i) => [from + i, [outcome]]));
  const told = (batch: number): Promise<Told[]> =>
    bench.db.query<Told & Record<string, unknown>>(
      `SELECT kind, (params ->> 'messages')::int AS messages, account_id, read_at IS NOT NULL AS read
         FROM notice WHERE dedupe_key LIKE $1 ORDER BY kind, account_id`,
      [`trouble/${formatBatchId(batch)}/%`],
    );
  const mails = async () =>
    (await bench.db.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox'))[0]?.n ?? 0;
  const toSender = (kind: string, messages: number, read = false): Told => ({
    ...{ kind, messages, account_id: bench.actor.accountId, read },
  });

  it('reach the sender while the batch runs, once each kind, with figures that grow', async () => {
    const batch = await accept(50);
    await bench.submit(batch, outcomes(0, 3, silent));
    await bench.submit(batch, outcomes(3, 5, refused));
    const before = await mails();
    await worker().run();
    await worker().run();
    expect(await told(batch)).toEqual([toSender('messages-failed', 2), toSender('messages-unconfirmed', 3)]);
    expect(await mails()).toBe(before + 2);

    await bench.db.query('UPDATE notice SET read_at = now() WHERE account_id = $1', [bench.actor.accountId]);
    later(40);
    await bench.submit(batch, outcomes(5, 9, silent));
    await worker().run();
    expect(await told(batch)).toEqual([
      toSender('messages-failed', 2, true),
      toSender('messages-unconfirmed', 7),
    ]);
    expect(await mails()).toBe(before + 2);
  });

  it('are told once by two workers that look at the same moment', async () => {
    const batch = await accept(20);
    await bench.submit(batch, outcomes(0, 10, silent));
    const before = await mails();
    await Promise.all([worker().run(), worker().run(), worker().run()]);
    expect(await told(batch)).toEqual([toSender('messages-unconfirmed', 10)]);
    expect(await mails()).toBe(before + 1);
  });

  it('say what is held, and that it is no longer', async () => {
    const batch = await accept(4);
    await bench.db.transaction(async tx => {
      const held = REASON.number('route-fail');
      await tx.execute('UPDATE message_state SET reason = $2 WHERE batch = $1', [batch, held]);
      await tx.execute('UPDATE batch_tally SET reason = $2 WHERE batch = $1', [batch, held]);
      await tx.execute(
        'INSERT INTO message_exception (batch, seq, state, reason, at) SELECT batch, seq, 0, $2, $3 FROM message_state WHERE batch = $1',
        [batch, held, bench.test.platform.clock.now()],
      );
    });
    await worker().run();
    expect(await told(batch)).toEqual([toSender('messages-held', 4)]);
    await bench.submit(batch, outcomes(0, 4, { kind: 'accepted', part: 1, carrierMessageId: 'freed' }));
    await worker().run();
    expect(await told(batch)).toEqual([toSender('messages-held', 0)]);
  });

  it('do not repeat what the notice of the end has said, but what came after it', async () => {
    const batch = await accept(2);
    await bench.submit(
      batch,
      new Map([
        [0, [refused]],
        [1, [silent]],
      ]),
    );
    await worker().run();
    expect(await told(batch)).toEqual([]);
    later(60);
    await bench.db.transaction(tx =>
      bench.get(CloseMessages).unknown(tx, batch, bench.test.platform.clock.now()),
    );
    await worker().run();
    expect(await told(batch)).toEqual([toSender('messages-failed', 2)]);
  });

  it('of a system go to the managers of its unit: one for the account, kind and day', async () => {
    const own = await buildAccount(bench.db, bench.unit, { kind: 'api' });
    const batches = [await accept(2), await accept(3)];
    await bench.db.query('UPDATE batch SET channel = 2, account_id = $2 WHERE id = ANY ($1)', [batches, own]);
    await bench.db.query('INSERT INTO allocation (account_id, unit_id) VALUES ($1, $2)', [
      own,
      bench.unit.unitId,
    ]);
    await bench.db.query('UPDATE allocation SET ordered = 5, reserved = 5 WHERE account_id = $1', [own]);
    await bench.submit(batches[0] ?? 0, outcomes(0, 2, refused));
    await Promise.all([worker().run(), worker().run()]);
    later(60);
    await bench.submit(batches[1] ?? 0, outcomes(0, 3, refused));
    await Promise.all([worker().run(), worker().run()]);
    const all = await bench.db.query<{ account_id: string; messages: number }>(
      `SELECT account_id, (params ->> 'messages')::int AS messages FROM notice WHERE dedupe_key LIKE $1`,
      [`trouble/${own}/%`],
    );
    expect(all.map(each => [each.account_id, each.messages]).sort()).toEqual(
      [
        [manager, 5],
        [admin, 5],
      ].sort(),
    );
  });

  it('alarm the administrators once when too much is in doubt, with the figure kept up', async () => {
    await bench.db.query('UPDATE queue_policy SET alarm_unconfirmed = 60');
    const batch = await accept(70);
    await bench.submit(batch, outcomes(0, 60, silent));
    await worker().run();
    await bench.submit(batch, outcomes(60, 65, silent));
    await worker().run();
    const alarms = await bench.db.query<{ account_id: string; messages: number }>(
      `SELECT account_id, (params ->> 'messages')::int AS messages FROM notice WHERE kind = 'queue-alarm'`,
    );
    const [sum] = await bench.db.query<{ n: number }>(
      'SELECT sum(messages)::int AS n FROM batch_tally WHERE state = 8',
    );
    expect(alarms).toEqual([{ account_id: admin, messages: sum?.n }]);
  });
});
