import { ENDPOINTS, endSession, type AnyEndpoint } from '@sms111/contracts';
import { PERSON_ROLES, permits } from '@sms111/domain';
import type { Answer, Caller } from './testing/caller';
import { RunningApi, type PersonRole } from './testing/running-api';

/** Ids that name nothing: whoever may ask is told that there is nothing, whoever may not is told that he may not. */
const NOTHING = { batchId: 'b00000000000', messageId: 'b00000000000-0' };
const urlOf = ({ path }: AnyEndpoint): string =>
  path.replace(/:(\w+)/g, (_, name: string) =>
    name in NOTHING ? NOTHING[name as keyof typeof NOTHING] : crypto.randomUUID(),
  );
const isForSystems = ({ path }: AnyEndpoint): boolean => path.startsWith('/api/v1/');
/** What a door says to somebody who is not let in. */
const SHUT = [
  'not-signed-in',
  'api-key-wrong',
  'wrong-door',
  'permission-missing',
  'csrf-token-wrong',
  'address-not-allowed',
];

/** Ending the session comes last, or nobody would be there for the rest. */
const IN_ORDER = [...ENDPOINTS].sort(
  (a, b) => Number(a.id === endSession.id) - Number(b.id === endSession.id),
);

describe('who may call what', () => {
  let api: RunningApi;
  const people = new Map<PersonRole, Caller>();
  let system: Caller;

  beforeAll(async () => {
    api = await RunningApi.start();
    const unit = await api.unit();
    for (const role of PERSON_ROLES) people.set(role, await api.signedIn(unit, role, 10));
    system = (await api.system(unit, { quota: 10 })).caller;
  });
  afterAll(() => api.close());

  const call = (caller: Caller, endpoint: AnyEndpoint): Promise<Answer> =>
    caller.call(endpoint.method, urlOf(endpoint), endpoint.body && !endpoint.multipart ? { body: {} } : {});
  const said = ({ status, code }: Answer): string => `${status} ${code ?? ''}`.trim();

  const expectOpen = (endpoint: AnyEndpoint, answer: Answer): void => {
    const open =
      endpoint.permission === 'public'
        ? !SHUT.includes(answer.code ?? '')
        : ![401, 403].includes(answer.status);
    expect([endpoint.id, open, said(answer)]).toEqual([endpoint.id, true, said(answer)]);
    expect([endpoint.id, answer.status]).not.toEqual([endpoint.id, 500]);
  };
  const expectShut = (endpoint: AnyEndpoint, answer: Answer, expected: string): void =>
    expect([endpoint.id, said(answer)]).toEqual([endpoint.id, expected]);

  it.each(PERSON_ROLES)('%s: what the role permits, and nothing else', async role => {
    const caller = people.get(role);
    if (!caller) throw new Error('nobody signed in');
    for (const endpoint of IN_ORDER) {
      const answer = await call(caller, endpoint);
      const { permission } = endpoint;
      if (permission === 'public') expectOpen(endpoint, answer);
      else if (isForSystems(endpoint)) expectShut(endpoint, answer, '403 wrong-door');
      else if (permission === 'signed-in' || permits(role, permission)) expectOpen(endpoint, answer);
      else expectShut(endpoint, answer, '403 permission-missing');
    }
  });

  it('a system: its own endpoints and nothing of the web', async () => {
    for (const endpoint of ENDPOINTS) {
      const answer = await call(system, endpoint);
      if (endpoint.permission === 'public' || isForSystems(endpoint)) expectOpen(endpoint, answer);
      else expectShut(endpoint, answer, '403 wrong-door');
    }
  });

  it('nobody: what is public', async () => {
    for (const endpoint of ENDPOINTS) {
      const answer = await call(api.caller(), endpoint);
      if (endpoint.permission === 'public') expectOpen(endpoint, answer);
      else expectShut(endpoint, answer, isForSystems(endpoint) ? '401 api-key-wrong' : '401 not-signed-in');
    }
  });

  it('nobody: nothing by HEAD or OPTIONS either', async () => {
    for (const endpoint of ENDPOINTS) {
      if (endpoint.permission === 'public') continue;
      for (const method of ['HEAD', 'OPTIONS'] as const) {
        const { status } = await api.caller().call(method, urlOf(endpoint));
        expect([endpoint.id, method, status >= 400]).toEqual([endpoint.id, method, true]);
      }
    }
  });

  it('a person without the token of their own pages: nothing that changes anything', async () => {
    const caller = await api.signedIn(await api.unit(), 'user', 10);
    delete caller.headers['x-csrf-token'];
    for (const endpoint of ENDPOINTS) {
      if (endpoint.method === 'GET' || endpoint.permission === 'public' || isForSystems(endpoint)) continue;
      expectShut(endpoint, await call(caller, endpoint), '403 csrf-token-wrong');
    }
    expect(await caller.get('/web/session')).toMatchObject({ status: 200 });
  });

  it('an account that was disabled meanwhile: nothing any more', async () => {
    const unit = await api.unit();
    const person = await api.person(unit, 'system-admin');
    const caller = await api.signIn(person);
    const { caller: machine, accountId } = await api.system(unit, { quota: 1 });
    await api.db.query(`UPDATE account SET status = 'disabled' WHERE id = ANY ($1)`, [
      [person.id, accountId],
    ]);
    expect(await caller.get('/web/home')).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(await machine.get('/api/v1/quota')).toMatchObject({ status: 401, code: 'api-key-wrong' });
  });

  it('every refusal of a right is written down', async () => {
    const user = await api.signedIn(await api.unit(), 'user');
    await user.get('/web/carriers/links');
    expect((await api.audit('access.refused')).at(-1)).toMatchObject({
      outcome: 'refused',
      detail: { reason: 'permission-missing', at: 'carrier.links' },
    });
  });
});
