import { AUDIT_ACTIONS, type AuditAction } from '@sms111/api/audit';
import { RetentionSweep } from '@sms111/api/operations';
import { ENDPOINTS } from '@sms111/contracts';
import { generateSync } from 'otplib';
import { settle } from './testing/carriers';
import type { Answer, Caller } from './testing/caller';
import { formOf } from './testing/form';
import { PASSWORD, RunningApi, type Person, type System } from './testing/running-api';
import { RunningWorker } from './testing/running-worker';
import { numberOf, textOf } from './testing/texts';
import { until } from './testing/until';

jest.setTimeout(60_000);

/**
 * What each endpoint leaves behind. `null`: nothing was changed and no record was read (one's own session, quota, notices
 * and unsent files; settings; what the links do; whether the process lives).
 */
const LEAVES: Readonly<Record<string, AuditAction | null>> = {
  'session.enter-password': 'session.password-accepted',
  'session.send-code': 'session.code-sent',
  'session.enter-code': 'session.opened',
  'session.show': null,
  'session.extend': null,
  'session.list': null,
  'session.revoke': 'session.revoked',
  'session.end': 'session.ended',
  'home.show': 'batch.listed',
  'quota.show': null,
  'notice.list': null,
  'notice.read': 'notice.read',
  'compose.show': null,
  'batch.create': 'batch.accepted',
  'batch.list': 'batch.listed',
  'batch.show': 'batch.viewed',
  'batch.messages': 'batch.messages-listed',
  'batch.pause': 'batch.paused',
  'batch.resume': 'batch.resumed',
  'batch.cancel': 'batch.cancelled',
  'message.search': 'record.searched',
  'message.show': 'message.viewed',
  'message.reveal-number': 'message.number-revealed',
  'upload.create': 'upload.created',
  'upload.list': null,
  'upload.show': null,
  'upload.rows': 'upload.rows-listed',
  'upload.corrections': 'upload.corrections-downloaded',
  'upload.send': 'upload.sent',
  'upload.discard': 'upload.discarded',
  'api-account.list': null,
  'api-account.create-key': 'api-key.created',
  'api-account.revoke-key': 'api-key.revoked',
  'agency.list': null,
  'agency.suspend': 'agency.suspended',
  'agency.resume': 'agency.resumed',
  'lane-right.list': null,
  'lane-right.grant': 'account.lanes-granted',
  'carrier.links': null,
  'carrier.link': null,
  'carrier.change': null,
  'carrier.propose-change': 'carrier-change.proposed',
  'carrier.propose-link-change': 'carrier-change.proposed',
  'carrier.propose-new-link': 'carrier-change.proposed',
  'carrier.approve-change': 'carrier-change.approved',
  'carrier.reject-change': 'carrier-change.rejected',
  'carrier.withdraw-change': 'carrier-change.withdrawn',
  'carrier.drain-link': 'carrier-link.drained',
  'carrier.resume-link': 'carrier-link.resumed',
  'carrier.switch-off-link': 'carrier-link.switched-off',
  'carrier.switch-on-link': 'carrier-link.switched-on',
  'carrier.test-link': 'carrier-link.tested',
  'carrier.pause': 'carrier.paused',
  'carrier.resume': 'carrier.resumed',
  'queue.show': null,
  'queue.set-policy': 'queue.policy-changed',
  'queue.held': null,
  'queue.unconfirmed': 'queue.doubt-listed',
  'queue.unconfirmed-count': null,
  'queue.resolutions': null,
  'queue.resolve': 'resolution.proposed',
  'queue.decide': 'resolution.applied',
  'service-level.show': 'service-level.viewed',
  'routing.show': null,
  'routing.look-up': 'routing.looked-up',
  'routing.import': 'routing.import-begun',
  'routing.imports': null,
  'routing.import-show': null,
  'routing.import-confirm': 'routing.import-confirmed',
  'routing.import-discard': 'routing.import-discarded',
  'routing.snapshots': null,
  'routing.compare': 'routing.compared',
  'routing.roll-back': 'routing.rolled-back',
  'routing.overrides': null,
  'routing.override': 'routing.override-placed',
  'routing.override-end': 'routing.override-ended',
  'routing.policy': 'routing.policy-changed',
  'retention.show': null,
  'retention.propose': 'destruction.proposed',
  'retention.approve': 'destruction.approved',
  'retention.withdraw': 'destruction.withdrawn',
  'retention.set-hold': 'legal-hold.set',
  'retention.end-hold': 'legal-hold.ended',
  'retention.set-log-period': 'log-period.changed',
  'retention.certificate': 'destruction.certificate-downloaded',
  'retention.rewrap': 'master-key.rewrapped',
  'retention.retire-master-key': 'master-key.retired',
  'system.post-message': 'batch.accepted',
  'system.post-batch': 'batch.accepted',
  'system.get-message': 'message.viewed',
  'system.find-messages': 'record.searched',
  'system.get-batch': 'batch.viewed',
  'system.get-quota': null,
  'health.live': null,
  'health.ready': null,
};

const SECRET = '只給王小明看的內容';
const REF = 'A123456789';
const NUMBER = '0922111222';

describe('the audit trail of the API', () => {
  let api: RunningApi;
  let worker: RunningWorker;
  let person: Person;
  let user: Caller;
  let manager: Caller;
  let admin: Caller;
  let system: System;
  /** The answer of every endpoint, each called once and with success. */
  const answers = new Map<string, Answer>();

  beforeAll(async () => {
    api = await RunningApi.start();
    worker = await RunningWorker.start(api);
    const unit = await api.unit({ goodRowsOnly: true });
    person = await api.person(unit, 'user', 1_000);
    user = await api.signIn(person);
    manager = await api.signedIn(unit, 'group-manager');
    admin = await api.signedIn(unit, 'system-admin');
    system = await api.system(unit, { quota: 100 });
    await journey();
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  const did = async (id: string, answer: Promise<Answer>): Promise<Answer> => {
    const done = await answer;
    expect([id, done.status < 300, done.code]).toEqual([id, true, undefined]);
    answers.set(id, done);
    return done;
  };

  const journey = async () => {
    await signingIn();
    await sending();
    await uploading();
    await keeping();
    await posting();
    await routing();
    await linking();
    await doubting();
    await ending();
    await did('home.show', user.get('/web/home'));
    await did('quota.show', user.get('/web/quota'));
    await did('notice.list', user.get('/web/notices'));
    await did('notice.read', user.post('/web/notices/read', {}));
    await did('carrier.links', admin.get('/web/carriers/links'));
    await did('health.live', api.caller().get('/health/live'));
    await did('health.ready', api.caller().get('/health/ready'));
  };

  const signingIn = async () => {
    api.clock.advance(60_000);
    const browser = api.caller();
    await did(
      'session.enter-password',
      browser.post('/web/session/password', { login: person.login, password: PASSWORD }),
    );
    await did('session.send-code', browser.post('/web/session/code', { method: 'email' }));
    const code = generateSync({ secret: person.totpSecret, epoch: Math.floor(api.clock.ms() / 1000) });
    const opened = await did(
      'session.enter-code',
      browser.post('/web/session/second-factor', { method: 'totp', code }),
    );
    browser.headers['x-csrf-token'] = opened.body.csrfToken;
    await did('session.show', browser.get('/web/session'));
    await did('session.extend', browser.post('/web/session/extend'));
    const { body } = await did('session.list', browser.get('/web/sessions'));
    const other = body.items.find((item: { current: boolean }) => !item.current);
    await did('session.revoke', browser.call('DELETE', `/web/sessions/${other.id}`));
    await did('session.end', browser.call('DELETE', '/web/session'));
    api.clock.advance(60_000);
    user = await api.signIn(person);
  };

  const sending = async () => {
    await did('compose.show', user.get('/web/compose'));
    const form = { signatureId: person.unit.signatureId, content: SECRET };
    const paused = await user.post('/web/batches', {
      ...form,
      sendKey: crypto.randomUUID(),
      recipients: [NUMBER],
    });
    const path = `/web/batches/${paused.body.batchId}`;
    // It may have left already: a batch of which something still waits can be stopped.
    await api.db.query(`UPDATE carrier_link SET enabled = false`);
    const { body } = await did(
      'batch.create',
      user.post('/web/batches', { ...form, sendKey: crypto.randomUUID(), recipients: [NUMBER, numberOf(1)] }),
    );
    const held = `/web/batches/${body.batchId}`;
    await did('batch.pause', user.post(`${held}/pause`));
    await did('batch.resume', user.post(`${held}/resume`));
    await did('batch.cancel', user.post(`${held}/cancel`));
    await did('batch.list', user.get('/web/batches'));
    await did('batch.show', user.get(path));
    await did('batch.messages', user.get(`${path}/messages?stage=processing`));
    await did('message.search', user.get(`/web/messages?number=${NUMBER}`));
    await did('message.show', user.get(`/web/messages/${body.batchId}-0`));
    const purpose = `民眾 ${NUMBER} 來電`;
    await did('message.reveal-number', user.post(`/web/messages/${body.batchId}-0/number`, { purpose }));
  };

  const uploading = async () => {
    const bring = (name: string, rows: string[]) =>
      user.call(
        'POST',
        '/web/uploads',
        formOf(
          { signatureId: person.unit.signatureId },
          name,
          ['手機號碼,簡訊內容,自訂序號', ...rows].join('\n'),
        ),
      );
    const { body } = await did(
      'upload.create',
      bring(`名單 ${NUMBER}.csv`, [`${NUMBER},${SECRET},${REF}`, `0212345678,${SECRET},`]),
    );
    const path = `/web/uploads/${body.id}`;
    await until(async () => (await user.get(path)).body.state === 'returned');
    await did('upload.list', user.get('/web/uploads'));
    await did('upload.show', user.get(path));
    await did('upload.rows', user.get(`${path}/rows`));
    await did('upload.corrections', user.get(`${path}/corrections`));
    await did('upload.send', user.post(`${path}/send`, { goodRowsOnly: true }));
    const other = await bring('b.csv', [`${NUMBER},${SECRET},`]);
    await did('upload.discard', user.call('DELETE', `/web/uploads/${other.body.id}`));
  };

  const keeping = async () => {
    await did('api-account.list', manager.get('/web/api-accounts'));
    const keys = `/web/api-accounts/${system.accountId}/keys`;
    const { body } = await did('api-account.create-key', manager.post(keys, { label: '備援' }));
    const ministry = await api.signedIn(person.unit, 'ministry-admin');
    await did('lane-right.list', ministry.get('/web/lane-rights'));
    await did(
      'lane-right.grant',
      ministry.call('PUT', `/web/lane-rights/${system.accountId}`, {
        body: { lanes: ['code'], instead: [], reason: `來函，聯絡人 ${NUMBER}` },
      }),
    );
    const other = `/web/agencies/${(await api.unit()).agencyId}`;
    const reason = `來函，聯絡人 ${NUMBER}`;
    await did('agency.list', ministry.get('/web/agencies'));
    await did('agency.suspend', ministry.post(`${other}/suspend`, { reason }));
    await did('agency.resume', ministry.post(`${other}/resume`, { reason }));
    await did('api-account.revoke-key', manager.call('DELETE', `${keys}/${body.key.id}`));
  };

  const routing = async () => {
    const bring = async (recipient: string, numbers = [NUMBER], end = 'done') => {
      const rows = numbers.map(number => `${number},TWM,${recipient},2026-03-15T02:00:00+08:00`);
      const csv = ['msisdn,donor,recipient,effective_at', ...rows, ''].join('\n');
      const form = formOf({ kind: 'snapshot' }, 'np.csv', csv);
      const { body } = await did('routing.import', admin.call('POST', '/web/routing/imports', form));
      const path = `/web/routing/imports/${body.id}`;
      await until(async () => (await admin.get(path)).body.state === end);
      return did('routing.import-show', admin.get(path));
    };
    const first = (await bring('FET')).body.snapshotId;
    const second = (await bring('CHT')).body.snapshotId;
    await did('routing.imports', admin.get('/web/routing/imports'));
    await did('routing.snapshots', admin.get('/web/routing/snapshots'));
    await did('routing.compare', admin.get(`/web/routing/snapshots/${first}/compare?with=${second}`));
    await did(
      'routing.roll-back',
      admin.post(`/web/routing/snapshots/${first}/put-in-force`, { instead: second }),
    );
    await bring('FET', [NUMBER, '0912000001']);
    const halves = [await bring('FET', [NUMBER], 'confirming'), await bring('FET', [NUMBER], 'confirming')];
    const [one, other] = halves.map(({ body }) => body);
    const { inForce } = one.comparison;
    const import_ = (id: string) => `/web/routing/imports/${id}`;
    await did('routing.import-discard', admin.post(`${import_(one.id)}/discard`));
    await did(
      'routing.import-confirm',
      admin.post(`${import_(other.id)}/put-in-force`, { instead: inForce }),
    );
    await did('routing.look-up', admin.post('/web/routing/look-up', { number: NUMBER }));
    const { body } = await did(
      'routing.override',
      admin.post('/web/routing/overrides', { number: NUMBER, network: 'TWM', reason: '測試', endsAt: null }),
    );
    await did('routing.overrides', admin.get('/web/routing/overrides'));
    await did('routing.override-end', admin.post(`/web/routing/overrides/${body.id}/end`));
    await did(
      'routing.policy',
      admin.call('PUT', '/web/routing/policy', {
        body: { onUnknown: 'default', defaultNetwork: 'TWM', reason: `業者來函 ${NUMBER}` },
      }),
    );
    await did('routing.show', admin.get('/web/routing'));
  };

  /** Stops by one person, settings by two. */
  const linking = async () => {
    const second = await api.signedIn(person.unit, 'system-admin');
    const reason = '業者來函';
    const link = '/web/carriers/links/CHT-A';
    const change = ({ body }: Answer, what: string) => `/web/carriers/changes/${body.changeId}/${what}`;
    const { body: page } = await did('carrier.link', admin.get(link));
    const settings = (more: object) => ({ settings: { ...page.settings, ...more }, reason });
    const first = await did(
      'carrier.propose-link-change',
      admin.post(`${link}/changes`, settings({ weight: 20 })),
    );
    await did('carrier.change', admin.get(`/web/carriers/changes/${first.body.changeId}`));
    await did('carrier.approve-change', second.post(change(first, 'approve')));
    const again = await admin.post('/web/carriers/links/CHT-B/changes', settings({ weight: 30 }));
    await did('carrier.reject-change', second.post(change(again, 'reject'), { note: '日期有誤' }));
    const added = await did(
      'carrier.propose-new-link',
      admin.post('/web/carriers/FET/links', { ...settings({}), id: 'FET-C', password: 'handover' }),
    );
    await did('carrier.withdraw-change', admin.post(change(added, 'withdraw')));
    const habits = { errors: [], offersQuerySm: true, testSender: null };
    await did('carrier.propose-change', admin.post('/web/carriers/TWM/changes', { habits, reason }));
    await did('carrier.switch-on-link', admin.post(`${link}/switch-on`, { reason }));
    await did('carrier.drain-link', admin.post(`${link}/drain`, { reason }));
    await did('carrier.resume-link', admin.post(`${link}/resume`, { reason }));
    await did('carrier.test-link', admin.post(`${link}/tests`, { kind: 'bind' }));
    await did('carrier.switch-off-link', admin.post(`${link}/switch-off`, { reason }));
    await did('carrier.pause', admin.post('/web/carriers/FET/pause', { reason }));
    await did('carrier.resume', admin.post('/web/carriers/FET/resume', { reason }));
  };

  /** What nobody knows of a message, and what two persons say of it. */
  const doubting = async () => {
    const second = await api.signedIn(person.unit, 'system-admin');
    const form = { signatureId: person.unit.signatureId, content: SECRET, recipients: [NUMBER] };
    const { body: sent } = await user.post('/web/batches', { ...form, sendKey: crypto.randomUUID() });
    await settle(api, sent.batchId, () => 'unconfirmed');
    await did('queue.show', admin.get('/web/queue'));
    await did(
      'queue.set-policy',
      admin.call('PATCH', '/web/queue/policy', { body: { alarmHeld: 600, reason: `颱風 ${NUMBER}` } }),
    );
    await did('queue.held', admin.get('/web/queue/held'));
    await did('queue.unconfirmed', admin.get('/web/queue/unconfirmed'));
    await did('queue.unconfirmed-count', admin.get('/web/queue/unconfirmed/count'));
    const word = {
      messageId: `${sent.batchId}-0`,
      messages: 1,
      note: '業者答復已送達',
      reference: 'CHT-031',
    };
    const { body } = await did(
      'queue.resolve',
      admin.post('/web/queue/resolutions', { ...word, said: 'delivered' }),
    );
    await did('queue.resolutions', admin.get('/web/queue/resolutions'));
    const decision = `/web/queue/resolutions/${body.id}/decision`;
    await did('queue.decide', second.post(decision, { decision: 'approve' }));
    await did('service-level.show', admin.get('/web/service-level'));
  };

  /** A month in which nothing was sent, long ago. */
  const ending = async () => {
    const second = await api.signedIn(person.unit, 'system-admin');
    await api.db.query(`SELECT make_partitions('2026-02-01')`);
    await did('retention.show', admin.get('/web/retention'));
    const month = '/web/retention/months/202602/destruction';
    const destruction = (id: string) => `/web/retention/destructions/${id}`;
    const { body: first } = await did('retention.propose', admin.post(month));
    await did('retention.withdraw', admin.post(`${destruction(first.id)}/withdraw`));
    const { body: again } = await admin.post(month);
    await did('retention.approve', second.post(`${destruction(again.id)}/approve`));
    await until(async () => {
      await worker.get(RetentionSweep).run();
      return (await admin.get('/web/retention')).body.certificates.length === 1;
    });
    const [certificate] = (await admin.get('/web/retention')).body.certificates;
    await did('retention.certificate', admin.get(`/web/retention/certificates/${certificate.id}`));
    const reason = `偵字第 1 號 ${NUMBER}`;
    const held = { agencyId: person.unit.agencyId, month: null, reason, until: null };
    const { body: hold } = await did('retention.set-hold', admin.post('/web/retention/holds', held));
    await did('retention.end-hold', admin.post(`/web/retention/holds/${hold.id}/end`, { reason }));
    const period = `/web/retention/log-periods/${person.unit.agencyId}`;
    await did('retention.set-log-period', admin.call('PUT', period, { body: { months: 48, reason } }));
    await did('retention.rewrap', admin.post('/web/retention/master-keys/rewrap'));
    await api.db.query(`INSERT INTO master_key (id) VALUES ('00000000000000aa')`);
    await did(
      'retention.retire-master-key',
      admin.post('/web/retention/master-keys/00000000000000aa/retire'),
    );
  };

  const posting = async () => {
    const message = { to: NUMBER, content: textOf(SECRET), clientRef: REF };
    const { body } = await did('system.post-message', system.caller.post('/api/v1/messages', message));
    const batch = await did(
      'system.post-batch',
      system.caller.post('/api/v1/batches', { items: [{ ...message, clientRef: `${REF}0` }] }),
    );
    await settle(api, batch.body.batchId, () => 'delivered');
    await did('system.get-message', system.caller.get(`/api/v1/messages/${body.messageId}`));
    await did('system.find-messages', system.caller.get(`/api/v1/messages?clientRef=${REF}`));
    await did('system.get-batch', system.caller.get(`/api/v1/batches/${batch.body.batchId}`));
    await did('system.get-quota', system.caller.get('/api/v1/quota'));
  };

  it('is known for every endpoint, and every endpoint was called', () => {
    const ids = ENDPOINTS.map(each => each.id).sort();
    expect(Object.keys(LEAVES).sort()).toEqual(ids);
    expect([...answers.keys()].sort()).toEqual(ids);
  });

  it.each(Object.entries(LEAVES))('%s leaves %s', async (id, action) => {
    const trace = answers.get(id)?.headers['x-trace-id'];
    const entries = (await api.audit()).filter(entry => entry.trace_id === trace);
    if (action === null) return expect([id, entries]).toEqual([id, []]);
    expect([id, entries.map(entry => entry.action)]).toEqual([id, expect.arrayContaining([action])]);
    const entry = entries.find(each => each.action === action);
    expect(entry).toMatchObject({ outcome: 'done', account_id: expect.any(String), address: '127.0.0.1' });
    expect(Object.keys(AUDIT_ACTIONS)).toContain(action);
  });

  it('says who did it, in which session, to what', async () => {
    const trace = answers.get('message.reveal-number')?.headers['x-trace-id'];
    const [entry] = (await api.audit()).filter(each => each.trace_id === trace);
    expect(entry).toMatchObject({
      account_id: person.id,
      login: person.login,
      unit_id: person.unit.unitId,
      agency_id: person.unit.agencyId,
      session_id: expect.any(String),
      object_kind: 'message',
      object_id: expect.stringMatching(/^b[0-9a-z]{11}-0$/),
    });
  });

  it('holds no number, no text, no reference and no secret, in any column', async () => {
    const rows = await api.db.query<{ entry: string }>(
      'SELECT to_jsonb(e)::text AS entry FROM audit_entry e',
    );
    expect(rows.length).toBeGreaterThan(30);
    const key = system.caller.headers['authorization']?.slice(-43) ?? 'x';
    for (const { entry } of rows)
      for (const secret of [
        NUMBER,
        NUMBER.slice(1),
        numberOf(1),
        '0212345678',
        SECRET,
        REF,
        PASSWORD,
        key,
        ...user.cookies.values(),
      ])
        expect([entry, entry.includes(secret)]).toEqual([entry, false]);
  });

  it.each([
    `UPDATE audit_entry SET detail = '{}'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    `INSERT INTO audit_entry AS e (at, action, outcome) OVERRIDING SYSTEM VALUE SELECT at, action, outcome FROM audit_entry LIMIT 1
       ON CONFLICT (id) DO UPDATE SET detail = '{}'`,
  ])('cannot be changed: %s', async statement => {
    const before = (await api.audit()).length;
    await expect(api.db.query(statement)).rejects.toThrow('audit entries are never changed');
    expect((await api.audit()).length).toBe(before);
  });

  it('has one entry for a look that a page repeats every second, and another after five minutes', async () => {
    const path = `/web/batches?state=completed&limit=3`;
    const listed = async () => (await api.audit('batch.listed')).length;
    const before = await listed();
    for (let i = 0; i < 3; i++) await user.get(path);
    expect(await listed()).toBe(before + 1);
    api.clock.advance(5 * 60_000 - 1);
    await user.get(path);
    expect(await listed()).toBe(before + 1);
    api.clock.advance(1);
    await user.get(path);
    expect(await listed()).toBe(before + 2);
  });

  it('has no entry of a deed that did not happen', async () => {
    const before = (await api.audit('batch.accepted')).length;
    const poor = await api.system(await api.unit(), { quota: 1 });
    const items = [1, 2].map(i => ({ to: numberOf(i), content: textOf('您好') }));
    expect(await poor.caller.post('/api/v1/batches', { items })).toMatchObject({ code: 'quota-short' });
    expect((await api.audit('batch.accepted')).length).toBe(before);
  });
});
