import type { Caller } from './testing/caller';
import { RunningApi, type Person, type System } from './testing/running-api';
import { textOf } from './testing/texts';

jest.setTimeout(30_000);

describe('who may name which lane', () => {
  let api: RunningApi;
  let ministry: Caller;
  let admin: Caller;
  let manager: Caller;
  let system: System;
  let refs = 0;

  beforeAll(async () => {
    api = await RunningApi.start();
    const office = await api.unit();
    const unit = await api.unit();
    ministry = await api.signedIn(office, 'ministry-admin');
    admin = await api.signedIn(office, 'system-admin');
    manager = await api.signedIn(unit, 'group-manager');
    system = await api.system(unit, { quota: 100 });
  });
  afterAll(() => api.close());

  const post = (lane: string) =>
    system.caller.post('/api/v1/messages', {
      to: '0912000001',
      content: textOf('您的驗證碼是 123456'),
      clientRef: `lane-${refs++}`,
      lane,
    });
  const grant = (by: Caller, body: object, accountId = system.accountId) =>
    by.call('PUT', `/web/lane-rights/${accountId}`, { body: { reason: '數位字第 1 號', ...body } });

  it('the ministry grants an urgent lane to a system, which may name it from then on', async () => {
    expect(await post('code')).toMatchObject({ status: 403, code: 'lane-not-granted' });
    expect(await grant(ministry, { lanes: ['code'], instead: [] })).toMatchObject({
      status: 200,
      body: { accountId: system.accountId, active: true, lanes: ['code', 'notice', 'bulk'] },
    });
    expect(await post('code')).toMatchObject({ status: 202 });
    expect(await post('disaster')).toMatchObject({ status: 403, code: 'lane-not-granted' });
    expect((await api.audit('account.lanes-granted')).at(-1)).toMatchObject({
      login: expect.stringMatching(/ministry-admin$/),
      object_kind: 'account',
      object_id: system.accountId,
      detail: { before: 'notice,bulk', after: 'code,notice,bulk', reason: '數位字第 1 號' },
    });
  });

  it('what another person changed meanwhile is not undone, and nothing is recorded', async () => {
    const before = (await api.audit('account.lanes-granted')).length;
    expect(await grant(ministry, { lanes: ['disaster'], instead: [] })).toMatchObject({
      status: 409,
      code: 'state-conflict',
    });
    expect(await grant(ministry, { lanes: ['code'], instead: ['code'] })).toMatchObject({ status: 200 });
    expect((await api.audit('account.lanes-granted')).length).toBe(before);
    expect(await post('code')).toMatchObject({ status: 202 });
  });

  it('takes a lane back, whereas what is not urgent stays everybody’s', async () => {
    expect(await grant(ministry, { lanes: [], instead: ['code'] })).toMatchObject({
      body: { lanes: ['notice', 'bulk'] },
    });
    expect(await post('code')).toMatchObject({ status: 403 });
    expect(await post('notice')).toMatchObject({ status: 202 });
  });

  describe('a person', () => {
    let person: Person;
    let caller: Caller;
    beforeAll(async () => {
      person = await api.person(await api.unit(), 'user', 1_000);
      caller = await api.signIn(person);
    });

    const send = (lane?: string) =>
      caller.post('/web/batches', {
        sendKey: crypto.randomUUID(),
        signatureId: person.unit.signatureId,
        content: '颱風警報，請勿外出。',
        recipients: Array.from({ length: 120 }, (_, i) => `0912${String(i).padStart(6, '0')}`),
        ...(lane && { lane }),
      });
    const laneOf = async ({ batchId }: { batchId: string }) => {
      const { body } = await caller.get(`/web/batches/${batchId}`);
      const { body: message } = await caller.get(`/web/messages/${batchId}-0`);
      expect(message.lane).toBe(body.lane);
      return body.lane;
    };
    const may = async () => (await caller.get('/web/compose')).body.lanes;

    it('names no urgent lane before the ministry grants it, and nothing is accepted', async () => {
      expect(await may()).toEqual(['notice', 'bulk']);
      const before = (await caller.get('/web/batches')).body.items.length;
      expect(await send('disaster')).toMatchObject({ status: 403, code: 'lane-not-granted' });
      expect((await caller.get('/web/batches')).body.items).toHaveLength(before);
      expect(await laneOf((await send()).body)).toBe('bulk');
    });

    it('sends in the lane that was granted, and the audit trail names it', async () => {
      expect(await grant(ministry, { lanes: ['disaster'], instead: [] }, person.id)).toMatchObject({
        status: 200,
        body: { isPerson: true, lanes: ['disaster', 'notice', 'bulk'] },
      });
      expect(await may()).toEqual(['disaster', 'notice', 'bulk']);
      expect(await laneOf((await send('disaster')).body)).toBe('disaster');
      expect((await api.audit('batch.accepted')).at(-1)).toMatchObject({
        detail: { channel: 'web', lane: 'disaster' },
      });
      expect(await send('code')).toMatchObject({ status: 403, code: 'lane-not-granted' });
      expect(await laneOf((await send()).body)).toBe('bulk');
      expect((await grant(ministry, { lanes: [], instead: ['disaster'] }, person.id)).status).toBe(200);
      expect(await send('disaster')).toMatchObject({ status: 403, code: 'lane-not-granted' });
    });
  });

  it.each([
    ['a lane that needs no grant', { lanes: ['bulk'], instead: [] }],
    ['a lane twice', { lanes: ['code', 'code'], instead: [] }],
    ['no reason', { lanes: ['code'], instead: [], reason: ' ' }],
  ])('refuses %s', async (_, body) => {
    expect(await grant(ministry, body)).toMatchObject({ status: 422, code: 'invalid-request' });
  });

  it('the account of a person who does not send, and one that does not exist, are not found', async () => {
    const [person] = await api.db.query<{ id: string }>(
      `SELECT id FROM account WHERE kind = 'web' AND role = 'ministry-admin' LIMIT 1`,
    );
    for (const id of [person?.id ?? '', crypto.randomUUID()])
      expect(await grant(ministry, { lanes: ['code'], instead: [] }, id)).toMatchObject({ status: 404 });
  });

  it('whoever runs the platform sees the grants and gives none; a group manager sees neither', async () => {
    expect(await grant(admin, { lanes: ['code'], instead: [] })).toMatchObject({ status: 403 });
    expect((await admin.get('/web/lane-rights')).status).toBe(200);
    expect((await manager.get('/web/lane-rights')).status).toBe(403);
    expect((await grant(manager, { lanes: ['code'], instead: [] })).status).toBe(403);
  });

  it('is searched by agency, unit, account and grant, page by page', async () => {
    const other = await api.system(await api.unit());
    const third = await api.system(await api.unit());
    const ids = async (query: string) =>
      (await ministry.get(`/web/lane-rights?${query}`)).body.items.map(
        (right: { accountId: string }) => right.accountId,
      );
    const rights = (await ministry.get('/web/lane-rights')).body.items as {
      accountId: string;
      isPerson: boolean;
      login: string;
      agencyName: string;
    }[];
    const people = rights.filter(({ isPerson }) => isPerson);
    expect(people.map(({ login }) => login)).toContainEqual(expect.stringMatching(/group-manager$/));
    expect(people.map(({ login }) => login).join()).not.toMatch(/-admin/);
    const systems = [third.accountId, other.accountId, system.accountId];
    expect(rights.filter(({ isPerson }) => !isPerson).map(({ accountId }) => accountId)).toEqual(systems);
    const all = rights.map(({ accountId }) => accountId);
    await grant(ministry, { lanes: ['disaster'], instead: [] }, other.accountId);
    expect(await ids('lane=disaster')).toEqual([other.accountId]);

    const { login = '', agencyName = '' } =
      rights.find(({ accountId }) => accountId === third.accountId) ?? {};
    expect(await ids(`search=${encodeURIComponent(login.toUpperCase())}`)).toEqual([third.accountId]);
    expect(await ids(`search=${encodeURIComponent(agencyName)}`)).toContain(third.accountId);
    expect(await ids('search=%25')).toEqual([]);

    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { body: { items: { accountId: string }[]; next: string | null } } = await ministry.get(
        `/web/lane-rights?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      walked.push(...page.body.items.map(right => right.accountId));
      cursor = page.body.next;
    }
    expect(walked).toEqual(all);
  });
});
