import { REASON } from '@sms111/api/messages';
import { parseBatchId } from '@sms111/domain';
import type { TestUnit } from '@sms111/api/testing';
import { accept, type Sender } from './testing/accepting';
import type { Caller } from './testing/caller';
import { settle } from './testing/carriers';
import { RunningApi } from './testing/running-api';
import { numberOf } from './testing/texts';

jest.setTimeout(120_000);

describe('the page of the queue', () => {
  let api: RunningApi;
  let unit: TestUnit;
  let sender: Sender;
  let admin: Caller;
  let second: Caller;

  beforeAll(async () => {
    api = await RunningApi.start();
    unit = await api.unit();
    sender = { unit, accountId: (await api.person(unit, 'user', 10_000)).id };
    admin = await api.signedIn(unit, 'system-admin');
    second = await api.signedIn(unit, 'system-admin');
  });
  afterAll(() => api.close());

  const batchOf = async (messages: number, by = sender): Promise<string> => {
    api.clock.advance(1_000);
    return accept(
      api,
      by,
      Array.from({ length: messages }, (_, i) => ({ number: numberOf(i) })),
    );
  };
  /** As the hand-over marks what no route lets go. */
  const hold = async (batchId: string): Promise<void> => {
    const batch = parseBatchId(batchId);
    const held = REASON.number('route-fail');
    await api.db.query('UPDATE message_state SET reason = $2 WHERE batch = $1', [batch, held]);
    await api.db.query('UPDATE batch_tally SET reason = $2 WHERE batch = $1', [batch, held]);
    await api.db.query(
      `INSERT INTO message_exception (batch, seq, state, reason, at)
       SELECT batch, seq, 0, reason, $2 FROM message_state WHERE batch = $1`,
      [batch, api.clock.now()],
    );
  };
  const groups = async () => {
    const { body } = await admin.get('/web/queue/held');
    return body.items as { batchId: string; carrier: string; cause: string; messages: number }[];
  };
  const causeOf = async (batchId: string) =>
    (await groups())
      .filter(group => group.batchId === batchId)
      .map(({ cause, messages }) => [cause, messages]);

  it('says how much waits, is held, is handed over and in doubt', async () => {
    const batch = await batchOf(6);
    await settle(api, batch, seq => (seq < 2 ? 'unconfirmed' : seq < 3 ? 'submitted' : null));
    await hold(await batchOf(4));
    const { status, body } = await admin.get('/web/queue');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      waiting: { messages: 7 },
      held: { messages: 4 },
      submitted: { messages: 1 },
      unconfirmed: { messages: 2 },
      claims: { open: 0, overdue: 0 },
      unmatched: [],
      proposals: 0,
    });
  });

  it('says what waits in which lane, in messages and segments', async () => {
    const lanes = async () =>
      (await admin.get('/web/queue')).body.lanes as {
        lane: string;
        messages: number;
        segments: number;
        paused: number;
        since: string | null;
      }[];
    const before = await lanes();
    expect(before.map(({ lane }) => lane)).toEqual(['disaster', 'code', 'notice', 'bulk']);
    expect(before[1]).toEqual({ lane: 'code', messages: 0, segments: 0, paused: 0, since: null });
    const batch = await batchOf(6);
    const since = api.clock.now().toISOString();
    await api.db.query('UPDATE batch SET lane = 1 WHERE id = $1', [parseBatchId(batch)]);
    await settle(api, batch, seq => (seq < 2 ? 'submitted' : null));
    const [, code] = await lanes();
    const [row] = await api.db.query<{ segments: number }>(
      'SELECT sum(segments)::int AS segments FROM batch_tally WHERE batch = $1 AND state = 0',
      [parseBatchId(batch)],
    );
    expect(code).toEqual({ lane: 'code', messages: 4, segments: row?.segments, paused: 0, since });
    await api.db.query('UPDATE batch SET state = 2 WHERE id = $1', [parseBatchId(batch)]);
    expect((await lanes())[1]).toMatchObject({ messages: 4, paused: 4 });
    const { body } = await admin.get('/web/queue');
    expect((await lanes()).reduce((sum, { messages }) => sum + messages, 0)).toBe(body.waiting.messages);
  });

  it('says why messages are held', async () => {
    const noRoute = await batchOf(2);
    await hold(noRoute);
    const paused = await batchOf(3);
    await api.db.query('UPDATE batch SET state = 2 WHERE id = $1', [parseBatchId(paused)]);
    const other = await api.unit();
    const suspended = await batchOf(5, {
      unit: other,
      accountId: (await api.person(other, 'user', 100)).id,
    });
    await api.db.query("UPDATE agency SET status = 'suspended' WHERE id = $1", [other.agencyId]);
    const turn = await batchOf(1);
    expect(await causeOf(noRoute)).toEqual([['no-route', 2]]);
    expect(await causeOf(paused)).toEqual([['batch-paused', 3]]);
    expect(await causeOf(suspended)).toEqual([['agency-suspended', 5]]);
    expect(await causeOf(turn)).toEqual([]);
  });

  it('says whose links are gone and which carrier is paused', async () => {
    await api.db.query("INSERT INTO network VALUES ('CHT', '中華', 'CHT'), ('TWM', '台灣', 'TWM')");
    await api.db.query(
      `INSERT INTO carrier_link (id, carrier, host, port, system_id, password_sealed)
       VALUES ('CHT-A', 'CHT', 'h', 1, 's', ''), ('TWM-A', 'TWM', 'h', 1, 's', '')`,
    );
    await api.db.query(
      `INSERT INTO link_lease (link_id, worker, lease_until, state, seen_at)
       SELECT 'CHT-A', 'w', $1::timestamptz + interval '1 day', 'bound', $1`,
      [api.clock.now()],
    );
    const batch = await batchOf(3);
    await api.db.query("UPDATE message_state SET carrier = 'TWM' WHERE batch = $1", [parseBatchId(batch)]);
    await api.db.query("UPDATE batch_tally SET carrier = 'TWM' WHERE batch = $1", [parseBatchId(batch)]);
    expect(await causeOf(batch)).toEqual([]);
    api.clock.advance(120_000);
    expect(await causeOf(batch)).toEqual([['no-link', 3]]);
    await api.db.query(
      "INSERT INTO carrier_control (carrier, paused_at) VALUES ('TWM', $1) ON CONFLICT (carrier) DO UPDATE SET paused_at = $1",
      [api.clock.now()],
    );
    expect(await causeOf(batch)).toEqual([['carrier-paused', 3]]);
  });

  it('walks the held batches page by page', async () => {
    const all = (await groups()).length;
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await admin.get(`/web/queue/held?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...(body.items as { batchId: string }[]).map(item => item.batchId));
      cursor = String(body.next ?? '');
    } while (cursor);
    expect(seen).toHaveLength(all);
  });

  it('takes what a carrier said, by two persons where it costs money', async () => {
    const batch = await batchOf(1);
    await settle(api, batch, () => 'unconfirmed');
    const word = { messageId: `${batch}-0`, messages: 1, note: '業者答復已送達', reference: 'CHT-031' };
    const proposed = await admin.post('/web/queue/resolutions', { ...word, said: 'delivered' });
    expect(proposed).toMatchObject({ status: 201, body: { state: 'proposed', can: { approve: false } } });
    const decision = `/web/queue/resolutions/${String(proposed.body.id)}/decision`;
    expect(await admin.post(decision, { decision: 'approve' })).toMatchObject({
      status: 403,
      code: 'second-person-needed',
    });
    const waiting = await second.get('/web/queue/resolutions?waiting=true');
    expect(waiting.body.items).toEqual([
      expect.objectContaining({ id: proposed.body.id, said: 'delivered' }),
    ]);
    expect(await second.post(decision, { decision: 'approve' })).toMatchObject({
      status: 200,
      body: { state: 'applied', applied: 1 },
    });
    const message = await admin.get(`/web/messages/${batch}-0`);
    expect(message.body).toMatchObject({ state: 'delivered' });
    expect(message.body.steps).toContainEqual(
      expect.objectContaining({ kind: 'resolved', carrierCode: 'CHT-031', state: 'delivered' }),
    );
    expect(await api.audit('resolution.applied')).toHaveLength(1);
  });

  it('is watched by settings that the system administrator changes', async () => {
    const set = (by: Caller, body: object) => by.call('PATCH', '/web/queue/policy', { body });
    const { body: before } = await admin.get('/web/queue');
    expect(before.policy).toEqual({
      ...{ secondPersonAbove: 10, alarmUnconfirmed: 50, alarmHeld: 500 },
      ...{ queryAfterMinutes: 60, queryMost: 3, queryPerSecond: 2 },
    });
    const reason = '颱風期間放寬';
    expect(await set(admin, { alarmHeld: 800, queryAfterMinutes: 30, reason })).toMatchObject({
      status: 200,
      body: { ...before.policy, alarmHeld: 800, queryAfterMinutes: 30 },
    });
    expect(await api.db.query('SELECT alarm_held, query_after_seconds FROM queue_policy')).toEqual([
      { alarm_held: 800, query_after_seconds: 1_800 },
    ]);
    expect((await api.audit('queue.policy-changed')).map(entry => entry.detail)).toEqual([
      { alarmHeld: '500 → 800', queryAfterMinutes: '60 → 30', reason },
    ]);
    // What stays the same is no change.
    expect(await set(admin, { alarmHeld: 800, reason })).toMatchObject({ status: 200 });
    expect(await api.audit('queue.policy-changed')).toHaveLength(1);
    for (const body of [
      { reason },
      { alarmHeld: 800 },
      { alarmHeld: 0, reason },
      { secondPersonAbove: 101, reason },
      { secondPersonAbove: 1.5, reason },
      { queryMost: 21, reason },
      { queryPerSecond: 51, reason },
      { queryAfterMinutes: 4, reason },
      { another: 1, reason },
    ])
      expect([body, (await set(admin, body)).code]).toEqual([body, 'invalid-request']);
    const ministry = await api.signedIn(unit, 'ministry-admin');
    expect(await set(ministry, { alarmHeld: 900, reason })).toMatchObject({ status: 403 });
  });

  it('lets one person settle no more than the setting says', async () => {
    await admin.call('PATCH', '/web/queue/policy', { body: { secondPersonAbove: 0, reason: '加強覆核' } });
    const batch = await batchOf(1);
    await settle(api, batch, () => 'unconfirmed');
    const word = {
      messageId: `${batch}-0`,
      messages: 1,
      note: '查無此筆',
      reference: 'CHT-032',
      said: 'unknown',
    };
    expect(await admin.post('/web/queue/resolutions', word)).toMatchObject({ body: { state: 'proposed' } });
  });

  it('refuses what contradicts itself', async () => {
    const refused = await admin.post('/web/queue/resolutions', {
      ...{ filter: { link: 'CHT-A' }, messages: 1, said: 'failed', note: '沒有原因', reference: 'R-1' },
    });
    expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
  });

  it('is nobody else’s', async () => {
    const user = await api.signedIn(unit, 'user');
    expect(await user.get('/web/queue/unconfirmed')).toMatchObject({ status: 403 });
    expect(await user.post('/web/queue/resolutions', {})).toMatchObject({ status: 403 });
  });
});
