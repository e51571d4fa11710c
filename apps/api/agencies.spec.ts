import type { TestUnit } from '@sms111/api/testing';
import type { Caller } from './testing/caller';
import { RunningApi, type System } from './testing/running-api';
import { textOf } from './testing/texts';

jest.setTimeout(60_000);

const REASON = '發送內容有違法之虞';

describe('who may send at all', () => {
  let api: RunningApi;
  let unit: TestUnit;
  let ministry: Caller;
  let admin: Caller;
  let manager: Caller;
  let user: Caller;
  let system: System;
  let refs = 0;

  beforeAll(async () => {
    api = await RunningApi.start();
    const office = await api.unit();
    unit = await api.unit();
    ministry = await api.signedIn(office, 'ministry-admin');
    admin = await api.signedIn(office, 'system-admin');
    manager = await api.signedIn(unit, 'group-manager', 100);
    user = await api.signedIn(unit, 'user', 100);
    system = await api.system(unit, { quota: 100 });
  });
  afterAll(() => api.close());

  const control = (by: Caller, deed: 'suspend' | 'resume', body: object = { reason: REASON }) =>
    by.post(`/web/agencies/${unit.agencyId}/${deed}`, body);
  const send = () =>
    user.post('/web/batches', {
      sendKey: crypto.randomUUID(),
      signatureId: unit.signatureId,
      content: '您的申請已受理。',
      recipients: ['0912000001'],
    });
  const post = () =>
    system.caller.post('/api/v1/messages', {
      to: '0912000001',
      content: textOf('您的申請已受理。'),
      clientRef: `agency-${refs++}`,
    });
  const listed = async (query = '') =>
    (await ministry.get(`/web/agencies${query}`)).body as {
      items: { id: string; name: string; waitingMessages: number; suspension: object | null }[];
      next: string | null;
    };
  const told = async () => {
    const { body } = await manager.get('/web/notices');
    return (body.items as { kind: string; params: Record<string, unknown> }[])
      .filter(({ kind }) => kind.startsWith('agency-'))
      .map(({ kind, params }) => [kind, params['reason']]);
  };

  it('stops an agency at every door, says why, and lets it send again', async () => {
    const before = await post();
    expect(before).toMatchObject({ status: 202 });
    expect(await control(ministry, 'suspend')).toMatchObject({ status: 204 });
    const since = api.clock.now().toISOString();
    for (const refused of [await send(), await post()]) {
      expect(refused).toMatchObject({ status: 403, code: 'agency-suspended' });
      expect(refused.body.detail).toContain(REASON);
    }
    // What was sent can still be followed.
    expect(await system.caller.get(`/api/v1/messages/${String(before.body.messageId)}`)).toMatchObject({
      status: 200,
    });
    expect((await user.get('/web/session')).body.unit.suspension).toEqual({ since, reason: REASON });
    expect(await told()).toEqual([['agency-suspended', REASON]]);
    const [agency] = (await listed('?state=suspended')).items;
    expect(agency).toMatchObject({
      id: unit.agencyId,
      units: 1,
      waitingMessages: 1,
      suspension: { since, reason: REASON, by: expect.any(String) },
    });

    expect(await control(admin, 'resume', { reason: '已改善' })).toMatchObject({ status: 204 });
    expect(await send()).toMatchObject({ status: 201 });
    expect(await post()).toMatchObject({ status: 202 });
    expect((await user.get('/web/session')).body.unit.suspension).toBeNull();
    expect(await told()).toEqual([
      ['agency-resumed', '已改善'],
      ['agency-suspended', REASON],
    ]);
    expect((await listed('?state=suspended')).items).toEqual([]);
  });

  it('records who did it and why', async () => {
    for (const [action, by, reason] of [
      ['agency.suspended', /ministry-admin$/, REASON],
      ['agency.resumed', /system-admin$/, '已改善'],
    ] as const)
      expect((await api.audit(action)).at(-1)).toMatchObject({
        login: expect.stringMatching(by),
        object_kind: 'agency',
        object_id: unit.agencyId,
        detail: { reason },
      });
  });

  it('refuses what is so already, what is not there, and a deed without a reason', async () => {
    expect(await control(admin, 'resume')).toMatchObject({ status: 409, code: 'state-conflict' });
    expect(await control(admin, 'suspend')).toMatchObject({ status: 204 });
    expect(await control(ministry, 'suspend')).toMatchObject({ status: 409, code: 'state-conflict' });
    expect(await control(admin, 'resume')).toMatchObject({ status: 204 });
    expect(await control(admin, 'suspend', {})).toMatchObject({ status: 422, code: 'invalid-request' });
    expect(await control(admin, 'suspend', { reason: ' a ' })).toMatchObject({ code: 'invalid-request' });
    const nobody = `/web/agencies/${crypto.randomUUID()}/suspend`;
    expect(await admin.post(nobody, { reason: REASON })).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('is decided by the ministry and by whoever runs the platform, by nobody of the agency', async () => {
    for (const caller of [manager, user]) {
      expect(await control(caller, 'suspend')).toMatchObject({ status: 403 });
      expect(await caller.get('/web/agencies')).toMatchObject({ status: 403 });
    }
    expect(await admin.get('/web/agencies')).toMatchObject({ status: 200 });
  });

  it('lists all agencies by name, page by page, and finds them by a part of it', async () => {
    const all = (await listed()).items.map(({ name }) => name);
    expect(all.length).toBeGreaterThan(1);
    const seen: string[] = [];
    let query = '?limit=1';
    for (;;) {
      const { items, next } = await listed(query);
      seen.push(...items.map(({ name }) => name));
      if (next === null) break;
      query = `?limit=1&cursor=${next}`;
    }
    expect(seen).toEqual(all);
    const name = all[1] ?? '';
    expect((await listed(`?search=${encodeURIComponent(name)}`)).items.map(each => each.name)).toContain(
      name,
    );
    expect((await listed('?search=沒有這個機關')).items).toEqual([]);
  });
});
