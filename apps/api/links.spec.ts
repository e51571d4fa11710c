import { PLATFORM } from '@sms111/api/audit';
import { LinkRegister } from '@sms111/api/carriers';
import type { Caller } from './testing/caller';
import { RunningApi } from './testing/running-api';
import { RunningWorker } from './testing/running-worker';
import { until } from './testing/until';

jest.setTimeout(180_000);
const TEST_SENDER = '0900111222';
/** Out of date since 2021. */
const EXPIRED = `-----BEGIN CERTIFICATE-----
MIIBXDCCAQKgAwIBAgIJAW+2oIOgFHTwMAoGCCqGSM49BAMCMB8xHTAbBgNVBAMM
FHNtc2MuY2Fycmllci5leGFtcGxlMCIYDzIwMjAwMTAxMDAwMDAwWhgPMjAyMTAx
MDEwMDAwMDBaMB8xHTAbBgNVBAMMFHNtc2MuY2Fycmllci5leGFtcGxlMFkwEwYH
KoZIzj0CAQYIKoZIzj0DAQcDQgAEZB2Ij/A8IhW4dyx47bDoNqAafTJWapu71ZdL
2GYPF6sNxsELmr56AfV2Ht9S41zU0oJHX9DcN5wd4qNWEeJ/S6MjMCEwHwYDVR0R
BBgwFoIUc21zYy5jYXJyaWVyLmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIgSs5X
4KWHUcsY/3VLiR2sNBfdE8h01cpsCsprKogmZHQCIQCPm2wn+qIqvr3P6YYcNMgY
p+BxpwXQIGv8WmG0uIzrOQ==
-----END CERTIFICATE-----
`;

describe('links, for those who run the platform', () => {
  let api: RunningApi;
  let worker: RunningWorker;
  let first: Caller;
  let second: Caller;

  beforeAll(async () => {
    api = await RunningApi.start();
    worker = await RunningWorker.start(api, { senders: ['111', TEST_SENDER] });
    const unit = await api.unit();
    first = await api.signedIn(unit, 'system-admin');
    second = await api.signedIn(unit, 'system-admin');
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  const show = async (id: string) => (await first.get(`/web/carriers/links/${id}`)).body;
  const propose = async (id: string, change: object, more: object = {}) => {
    const { settings } = await show(id);
    return first.post(`/web/carriers/links/${id}/changes`, {
      settings: { ...settings, ...change },
      reason: '業者來函',
      ...more,
    });
  };
  const decide = (caller: Caller, id: string, what: 'approve' | 'reject' | 'withdraw', body?: object) =>
    caller.post(`/web/carriers/changes/${id}/${what}`, body);
  const boundWith = (id: string, revision: number) =>
    until(
      async () => {
        const [row] = await api.db.query<{ revision: number; state: string }>(
          'SELECT f.revision, l.state FROM link_figure f JOIN link_lease l USING (link_id) WHERE link_id = $1',
          [id],
        );
        return row?.revision === revision && row.state === 'bound';
      },
      () => api.db.query('SELECT link_id, state FROM link_lease'),
    );

  it('a change takes two persons, shows what differs, and is taken up by the running worker', async () => {
    const [{ revision } = { revision: 0 }] = await api.db.query<{ revision: number }>(
      `SELECT revision FROM carrier_link WHERE id = 'CHT-A'`,
    );
    const proposed = await propose('CHT-A', { window: 33, weight: 20 });
    expect(proposed.status).toBe(201);
    const { changeId } = proposed.body;
    expect((await show('CHT-A')).changes[0]).toMatchObject({
      state: 'waiting',
      isMine: true,
      diff: [
        { field: 'window', before: 50, after: 33 },
        { field: 'weight', before: 10, after: 20 },
      ],
    });
    // One at a time, and never by the same person.
    expect((await propose('CHT-A', { window: 44 })).code).toBe('state-conflict');
    expect((await decide(first, changeId, 'approve')).code).toBe('second-person-needed');
    expect((await show('CHT-A')).settings.window).toBe(50);
    const answers = await Promise.all([
      decide(second, changeId, 'approve'),
      decide(second, changeId, 'approve'),
    ]);
    expect(answers.map(answer => answer.status).sort()).toEqual([204, 409]);
    await boundWith('CHT-A', revision + 1);
    const page = await show('CHT-A');
    expect(page.settings).toMatchObject({ window: 33, weight: 20 });
    expect(page.link).toMatchObject({ window: 33, state: 'bound' });
    expect(page.changes[0]).toMatchObject({ state: 'approved' });
    const trail = (await api.audit()).filter(entry => entry.object_id === changeId);
    expect(trail.map(entry => entry.action)).toEqual(['carrier-change.proposed', 'carrier-change.approved']);
  });

  it('tells those who may approve a change, but not who proposed it, and shows it on the board', async () => {
    const waiting = async (caller: Caller) => (await caller.get('/web/carriers/links')).body.changes;
    const told = async (caller: Caller, id: string) => {
      const { items } = (await caller.get('/web/notices')).body as {
        items: { kind: string; params: object }[];
      };
      return items.filter(
        ({ kind, params }) =>
          kind === 'carrier-change-proposed' && JSON.stringify(params).includes(JSON.stringify(id)),
      );
    };
    expect(await waiting(first)).toEqual([]);
    const { settings } = await show('TWM-A');
    const added = { id: 'TWM-C', settings, password: 'handover', reason: '增設線路' };
    const { habits } = await show('TWM-A');
    const asked = [
      (await propose('TWM-B', { weight: 11 })).body.changeId,
      (await first.post('/web/carriers/TWM/links', added)).body.changeId,
      (
        await first.post('/web/carriers/TWM/changes', {
          habits: { ...habits, testSender: TEST_SENDER },
          reason: '業者來函',
        })
      ).body.changeId,
    ];
    const names = ['TWM-B', 'TWM-C', 'TWM'];
    for (const [at, id] of asked.entries()) {
      expect(await told(first, id)).toEqual([]);
      expect(await told(second, id)).toMatchObject([{ params: { by: '王小明', name: names[at] } }]);
    }
    const board: { id: string; kind: string; isMine: boolean }[] = await waiting(second);
    expect(board.map(({ id, kind, isMine }) => [id, kind, isMine])).toEqual([
      [asked[0], 'edit', false],
      [asked[1], 'create', false],
      [asked[2], 'carrier', false],
    ]);
    for (const id of asked) expect((await decide(first, id, 'withdraw')).status).toBe(204);
    expect(await waiting(second)).toEqual([]);
  });

  it('knows how many other links of the carrier messages can go out on', async () => {
    expect((await show('CHT-B')).othersUsable).toBe(1);
    const reason = '更換設備';
    expect((await first.post('/web/carriers/links/CHT-A/drain', { reason })).status).toBe(204);
    await until(async () => (await show('CHT-B')).othersUsable === 0);
    expect((await first.post('/web/carriers/links/CHT-A/resume', { reason })).status).toBe(204);
    await until(async () => (await show('CHT-B')).othersUsable === 1);
  });

  it('keeps passwords to itself, and forgets the proposed one when it is decided', async () => {
    const proposed = await propose('CHT-B', {}, { password: 'sEcReT88' });
    const { changeId } = proposed.body;
    const page = await second.get('/web/carriers/links/CHT-B');
    expect(page.body.changes[0].diff).toEqual([{ field: 'password', before: null, after: '••••••••' }]);
    expect(page.text).not.toContain('sEcReT88');
    expect(page.text).not.toContain('handover');
    expect((await decide(second, changeId, 'reject', { note: '密碼有誤' })).status).toBe(204);
    const [row] = await api.db.query<{ left: number; note: string }>(
      'SELECT length(password_sealed) AS left, decision_note AS note FROM link_change WHERE id = $1',
      [changeId],
    );
    expect(row).toEqual({ left: 0, note: '密碼有誤' });
    expect(JSON.stringify(await api.audit())).not.toContain('sEcReT88');
  });

  it('judges a certificate while it is proposed, and says what to do', async () => {
    const answer = async (tlsCertificate: string) => {
      const { status, body } = await propose('TWM-B', { tls: 'pinned', tlsCertificate });
      return [status, body.errors];
    };
    const pointer = '/settings/tlsCertificate';
    expect(await answer(EXPIRED)).toEqual([
      422,
      [
        {
          pointer,
          code: 'certificate-expired',
          detail: '憑證已於 2021/01/01 到期。請向業者索取新的憑證後再提出。',
        },
      ],
    ]);
    const [begin = '', first = '', ...rest] = EXPIRED.split('\n').filter(line => line !== '');
    const unreadable = expect.stringContaining('可能漏貼了幾行') as unknown;
    const fault = [422, [{ pointer, code: 'invalid_format', detail: unreadable }]];
    expect(await answer([begin, ...rest].join('\n'))).toEqual(fault);
    // As long as it says, and yet no certificate.
    const spoilt = [begin, first.replace(/.{8}$/, 'AAAAAAAA'), ...rest].join('\n');
    expect(await answer(spoilt)).toEqual(fault);
  });

  it('puts nothing in force that rests on an older state, and lets the proposer withdraw', async () => {
    const { changeId } = (await propose('TWM-A', { weight: 33 })).body;
    const { port } = worker.simulator.links.find(({ link }) => link === 'TWM-A') ?? { port: 0 };
    await api.db.transaction(tx =>
      api.get(LinkRegister).put(tx, PLATFORM, {
        id: 'TWM-A',
        carrier: 'TWM',
        host: '127.0.0.1',
        port,
        systemId: 'sms111',
        password: 'handover',
        idForm: 'hex-decimal',
      }),
    );
    expect((await decide(second, changeId, 'approve')).code).toBe('state-conflict');
    expect((await decide(second, changeId, 'withdraw')).code).toBe('not-found');
    expect((await decide(first, changeId, 'withdraw')).status).toBe(204);
  });

  it('enters a new link only when another person approved it', async () => {
    const { settings } = await show('FET-A');
    const body = { id: 'FET-C', settings, password: 'handover', reason: '增設線路' };
    const { changeId } = (await first.post('/web/carriers/FET/links', body)).body;
    expect((await first.get('/web/carriers/links/FET-C')).code).toBe('not-found');
    expect((await second.get(`/web/carriers/changes/${changeId}`)).body).toMatchObject({
      ...{ kind: 'create', linkId: 'FET-C', carrier: 'FET', state: 'waiting', isMine: false },
    });
    expect((await decide(second, changeId, 'approve')).status).toBe(204);
    await boundWith('FET-C', 1);
    expect((await first.post('/web/carriers/FET/links', body)).code).toBe('state-conflict');
  });

  it('tells the administrators of a password that the carrier refuses, and tries it once', async () => {
    const change = async (password: string) => {
      const { changeId } = (await propose('FET-C', {}, { password })).body;
      expect((await decide(second, changeId, 'approve')).status).toBe(204);
    };
    const before = worker.simulator.counters().links['FET-A'].bindsRefused;
    await change('wrong');
    const told = () =>
      api.db.query<{ params: object }>("SELECT params FROM notice WHERE kind = 'link-refused' ORDER BY id");
    await until(async () => (await told()).length === 2, told);
    expect((await told())[0]?.params).toEqual({
      link: 'FET-C',
      carrier: 'FET',
      answer: 'bind-refused ESME_RINVPASWD',
    });
    // People are told at once; the board follows with the next beat.
    await until(async () => (await show('FET-C')).link.bindFault !== null);
    const { link } = await show('FET-C');
    expect(link).toMatchObject({ state: 'unbound', bindFault: { answer: 'bind-refused ESME_RINVPASWD' } });
    expect(Date.parse(link.bindFault.nextAt) - Date.parse(link.bindFault.at)).toBeGreaterThan(10 * 60_000);
    expect(worker.simulator.counters().links['FET-A'].bindsRefused).toBe(before + 1);
    // Another password does not wait for the old one's time.
    await change('handover');
    await boundWith('FET-C', 3);
  });

  it('refuses settings that mean nothing', async () => {
    for (const change of [
      { window: 0 },
      { tls: 'pinned' },
      { dataCoding: 0 },
      { host: 'a b' },
      { systemId: '' },
    ]) {
      expect([change, (await propose('TWM-B', change)).code]).toEqual([change, 'invalid-request']);
    }
    expect((await propose('TWM-B', {}, { password: 'nine chars' })).code).toBe('invalid-request');
    // Nothing would change.
    expect((await propose('TWM-B', {})).code).toBe('state-conflict');
  });

  it('stops and starts links and carriers by one person, with a reason that others can read', async () => {
    const deed = (path: string, reason = '機房通知') => first.post(`/web/carriers/${path}`, { reason });
    expect((await first.post('/web/carriers/links/TWM-B/drain', { reason: '' })).code).toBe(
      'invalid-request',
    );
    expect((await deed('links/TWM-B/drain')).status).toBe(204);
    expect((await deed('links/TWM-B/drain')).code).toBe('state-conflict');
    await until(async () => (await show('TWM-B')).link.state === 'drained');
    expect((await show('TWM-B')).drained).toMatchObject({ by: '王小明', reason: '機房通知' });
    expect((await deed('links/TWM-B/resume')).status).toBe(204);
    expect((await deed('links/TWM-B/switch-off')).status).toBe(204);
    await until(async () => (await show('TWM-B')).link.state === 'off');
    expect((await deed('links/TWM-B/switch-on')).status).toBe(204);
    await until(async () => (await show('TWM-B')).link.state === 'bound');

    expect((await deed('TWM/pause')).status).toBe(204);
    expect((await deed('TWM/pause')).code).toBe('state-conflict');
    const board = await second.get('/web/carriers/links');
    const paused = board.body.carriers.find((each: { carrier: string }) => each.carrier === 'TWM')?.paused;
    expect(paused).toMatchObject({ by: '王小明', reason: '機房通知' });
    expect((await deed('TWM/resume')).status).toBe(204);
    const actions = (await api.audit()).filter(entry => entry.detail['reason'] === '機房通知');
    expect(actions.map(entry => entry.action)).toEqual([
      'carrier-link.drained',
      'carrier-link.resumed',
      'carrier-link.switched-off',
      'carrier-link.switched-on',
      'carrier.paused',
      'carrier.resumed',
    ]);
  });

  it('tries a bind, and a message that never comes from 111; its states and its receipt are shown', async () => {
    const ask = (body: object) => first.post('/web/carriers/links/CHT-A/tests', body);
    const latest = async () => (await show('CHT-A')).tests[0];
    expect((await ask({ kind: 'bind' })).status).toBe(201);
    await until(async () => (await latest()).state === 'done', latest);
    expect(await latest()).toMatchObject({ kind: 'bind', answer: 'bound', number: null });

    expect((await ask({ kind: 'message', number: '0912345678' })).code).toBe('test-sender-missing');
    const habits = {
      errors: [
        { source: 'submit', code: '1035', reason: 'invalid-number', action: 'other-carrier', note: '' },
      ],
      offersQuerySm: true,
      testSender: TEST_SENDER,
    };
    const refused = { habits: { ...habits, testSender: '111' }, reason: '設定' };
    expect((await first.post('/web/carriers/CHT/changes', refused)).code).toBe('invalid-request');
    const { changeId } = (await first.post('/web/carriers/CHT/changes', { habits, reason: '設定' })).body;
    expect((await decide(first, changeId, 'approve')).code).toBe('second-person-needed');
    expect((await decide(second, changeId, 'approve')).status).toBe(204);
    expect((await show('CHT-A')).habits).toEqual({
      ...habits,
      errors: [{ ...habits.errors[0], code: '0x40b' }],
    });

    expect((await ask({ kind: 'message', number: '0912345678' })).status).toBe(201);
    await until(async () => (await latest()).state === 'done', latest);
    expect(await latest()).toMatchObject({
      kind: 'message',
      number: '0912***678',
      answer: 'DELIVRD 000',
      askedBy: '王小明',
    });
    const [handset] = worker.simulator.handsets('0912345678');
    expect(handset?.messages[0]?.text).toContain('【測試】');
    expect(worker.simulator.counters().violations).toEqual({});
    // It belongs to no batch, and its receipt waits for nobody.
    expect(await api.db.query('SELECT FROM unmatched_receipt')).toEqual([]);
    expect(await api.db.query('SELECT FROM batch')).toEqual([]);
  });
});
