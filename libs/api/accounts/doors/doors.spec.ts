import { Route } from '@sms111/api/platform';
import { ENDPOINTS, endpoint, type AnyEndpoint } from '@sms111/contracts';
import { permits, PERSON_ROLES } from '@sms111/domain';
import { Controller, Get, type Type } from '@nestjs/common';
import { z } from 'zod';
import { CreateApiKey } from '..';
import { actorOf } from '@sms111/api/testing';
import { AccountsTest, type Answer, type Browser } from '../accounts.testing';
import { Coalesce } from './coalesce';
import { doorOf } from './door';

/** Every endpoint once more under a path of its own, answering nothing: only its guard matters here. */
const echoOf = (given: AnyEndpoint) =>
  endpoint({
    id: given.id,
    method: given.method,
    path: given.path.replace(/^\/(web|api\/v1)\//, '/$1/matrix/'),
    permission: given.permission,
    status: given.status,
    response: z.undefined(),
    problems: [],
    summary: given.summary,
  });

const handlerFor = (given: AnyEndpoint): Type => {
  class Echo {
    async answer(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Echo.prototype, 'answer') ?? {};
  Route(given)(Echo.prototype, 'answer', descriptor);
  Controller()(Echo);
  return Echo;
};

@Controller()
class Forgotten {
  @Get('/web/forgotten')
  show(): string {
    return 'a handler that somebody forgot to declare';
  }
}

const ECHOES = ENDPOINTS.map(echoOf);
const urlOf = ({ path }: AnyEndpoint): string =>
  path.replaceAll(/:\w+/g, '0193a5b0-0000-7000-8000-000000000000');

describe('the doors', () => {
  let accounts: AccountsTest;
  let key: string;
  const browsers = new Map<string, Browser>();

  beforeAll(async () => {
    accounts = await AccountsTest.start({ controllers: [...ECHOES.map(handlerFor), Forgotten] });
    for (const role of PERSON_ROLES) browsers.set(role, await accounts.signedIn(await accounts.person(role)));
    const manager = await accounts.person('group-manager');
    const { secret } = await accounts.test.app
      .get(CreateApiKey)
      .execute(actorOf(accounts.unit, manager.id), await accounts.system(), '測試');
    key = secret;
  });
  afterAll(() => accounts.close());

  const visit = (
    who: Browser,
    { method, ...given }: AnyEndpoint,
    headers?: Record<string, string>,
  ): Promise<Answer> =>
    who.call(method, urlOf({ method, ...given }), method === 'GET' ? undefined : {}, headers);
  const outcome = ({ status, code }: Answer): unknown => (status < 300 ? 'admitted' : code);
  const isApi = ({ path }: AnyEndpoint): boolean => path.startsWith('/api/v1/');

  it('know every endpoint that there is', () => {
    expect(ECHOES.length).toBeGreaterThan(35);
  });

  describe.each(PERSON_ROLES)('for %s', role => {
    it.each(ECHOES.map(each => [each.id, each] as const))('%s', async (_, each) => {
      const { permission } = each;
      const expected = isApi(each)
        ? 'wrong-door'
        : permission === 'public' || permission === 'signed-in' || permits(role, permission)
          ? 'admitted'
          : 'permission-missing';
      const browser = browsers.get(role);
      if (!browser) throw new Error(`nobody is signed in as ${role}`);
      expect(outcome(await visit(browser, each))).toBe(expected);
    });
  });

  describe('for a system with its key', () => {
    it.each(ECHOES.map(each => [each.id, each] as const))('%s', async (_, each) => {
      const { permission } = each;
      const allowed =
        permission === 'signed-in' || (permission !== 'public' && permits('system', permission));
      const expected =
        permission === 'public'
          ? 'admitted'
          : !isApi(each)
            ? 'wrong-door'
            : allowed
              ? 'admitted'
              : 'permission-missing';
      const answer = await visit(accounts.browser(), each, { authorization: `Bearer ${key}` });
      expect(outcome(answer)).toBe(expected);
    });
  });

  describe('for nobody', () => {
    it.each(ECHOES.map(each => [each.id, each] as const))('%s', async (_, each) => {
      const expected =
        each.permission === 'public' ? 'admitted' : isApi(each) ? 'api-key-wrong' : 'not-signed-in';
      expect(outcome(await visit(accounts.browser(), each))).toBe(expected);
    });
  });

  it('deny a handler that serves no endpoint, even to the highest role', async () => {
    expect(await browsers.get('system-admin')?.call('GET', '/web/forgotten')).toMatchObject({ status: 404 });
    expect(await accounts.browser().call('GET', '/web/forgotten')).toMatchObject({ status: 404 });
  });

  it('do not take a session for a key, nor login and password', async () => {
    const session = browsers.get('user')?.cookies.get('sms111') ?? '';
    const api = ECHOES.find(isApi);
    if (!api) throw new Error('there is no endpoint for systems');
    for (const authorization of [
      `Bearer ${session}`,
      `Basic ${Buffer.from('person1:secret').toString('base64')}`,
    ]) {
      expect(await visit(accounts.browser(), api, { authorization })).toMatchObject({
        status: 403,
        code: 'wrong-door',
      });
    }
  });

  it('do not take a key for a session', async () => {
    const browser = accounts.browser();
    browser.cookies.set('sms111', key);
    expect(await browser.call('GET', '/web/session')).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('leave an entry for what was refused, once a minute for each kind', async () => {
    const person = await accounts.person('user');
    const browser = await accounts.signedIn(person);
    for (let i = 0; i < 3; i++) await browser.call('GET', '/web/api-accounts');
    const own = (await accounts.audit('access.refused')).filter(entry => entry['account_id'] === person.id);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      outcome: 'refused',
      detail: { reason: 'permission-missing', at: 'api-account.list' },
    });
    expect(await accounts.audit('api-key.refused')).not.toHaveLength(0);
  });

  it.each([
    ['/web/session', 'web'],
    ['/api/v1/messages', 'api'],
    ['/api/v1', 'api'],
    ['/api/v10/messages', 'web'],
    ['/health', null],
    ['/health/live', null],
    ['/healthy', 'web'],
    ['/*', 'web'],
    [undefined, 'web'],
  ])('lie by the matched route: %s → %s', (route, door) => {
    expect(doorOf(route)).toBe(door);
  });
});

describe('equal events', () => {
  it('are told once in a while, with the number of those left out', () => {
    const coalesce = new Coalesce(1000);
    expect([0, 1, 999].map(at => coalesce.add('a', at))).toEqual([0, null, null]);
    expect(coalesce.add('b', 999)).toBe(0);
    expect(coalesce.add('a', 1000)).toBe(2);
  });

  it('fall together when there are too many kinds to remember', () => {
    const coalesce = new Coalesce(1000);
    for (let i = 0; i < 1000; i++) expect(coalesce.add(`${i}`, 0)).toBe(0);
    expect(coalesce.add('one more', 1)).toBe(0);
    expect(coalesce.add('and another', 2)).toBeNull();
    expect(coalesce.add('later', 2000)).toBe(0);
  });
});
