import { AccountsTest, type Browser, type Person } from '../accounts.testing';
import { SignInSweep } from './sign-in-sweep';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a session', () => {
  let accounts: AccountsTest;
  let person: Person;
  let browser: Browser;

  beforeAll(async () => {
    accounts = await AccountsTest.start();
  });
  beforeEach(async () => {
    person = await accounts.person();
    browser = await accounts.signedIn(person);
  });
  afterAll(() => accounts.close());

  const show = () => browser.call('GET', '/web/session');
  /** A request that is activity. */
  const work = (headers?: Record<string, string>) => browser.call('GET', '/web/sessions', undefined, headers);
  const idleEnd = async () => String((await show()).body['idleEndsAt']);

  it('says who is signed in, what they may do, and until when', async () => {
    const { body } = await show();
    expect(body).toMatchObject({
      account: { id: person.id, login: person.login, name: '王小明', role: 'user' },
      unit: { id: accounts.unit.unitId },
      idleSeconds: 900,
      csrfToken: browser.csrfToken,
    });
    expect(body['permissions']).toContain('batch.send');
    expect(body['permissions']).not.toContain('api-key.manage');
  });

  it('ends after a quarter of an hour without activity', async () => {
    await work();
    accounts.clock.advance(15 * MINUTE_MS - 1);
    expect(await show()).toMatchObject({ status: 401 });
  });

  it('lives on by activity, which is written at most once a minute', async () => {
    const before = await idleEnd();
    accounts.clock.advance(29_000);
    await work();
    expect(await idleEnd()).toBe(before);
    accounts.clock.advance(MINUTE_MS);
    await work();
    expect(await idleEnd()).toBe(new Date(accounts.clock.ms() + 15 * MINUTE_MS).toISOString());
    for (let i = 0; i < 3; i++) {
      accounts.clock.advance(14 * MINUTE_MS);
      expect(await work()).toMatchObject({ status: 200 });
    }
  });

  it('is not lengthened by asking for it, nor by a page that refreshes itself', async () => {
    const before = await idleEnd();
    accounts.clock.advance(10 * MINUTE_MS);
    await show();
    await work({ 'x-background': '1' });
    expect(await idleEnd()).toBe(before);
    accounts.clock.advance(5 * MINUTE_MS);
    expect(await work({ 'x-background': '1' })).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('is lengthened at once when the person asks for more time', async () => {
    accounts.clock.advance(10_000);
    const answer = await browser.call('POST', '/web/session/extend');
    expect(answer.body['idleEndsAt']).toBe(new Date(accounts.clock.ms() + 15 * MINUTE_MS).toISOString());
  });

  it('ends after eight hours whatever one does', async () => {
    const { absoluteEndsAt } = (await show()).body;
    for (let i = 0; i < 8 * 6 - 1; i++) {
      accounts.clock.advance(10 * MINUTE_MS);
      expect(await work()).toMatchObject({ status: 200 });
    }
    expect(await idleEnd()).toBe(absoluteEndsAt);
    accounts.clock.set(new Date(String(absoluteEndsAt)));
    expect(await work()).toMatchObject({ status: 401 });
  });

  it('is over when the person signs out, and the cookie goes', async () => {
    const kept = new Map(browser.cookies);
    expect(await browser.call('DELETE', '/web/session')).toMatchObject({ status: 204 });
    expect([...browser.cookies]).toEqual([]);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect(await show()).toMatchObject({ status: 401 });
    expect((await accounts.audit('session.ended')).at(-1)).toMatchObject({
      account_id: person.id,
      detail: { reason: 'signed-out' },
    });
  });

  it('is over at its next request when it was revoked from another device', async () => {
    const other = await accounts.signedIn(person);
    const { body } = await other.call('GET', '/web/sessions');
    const items = body['items'] as { id: string; current: boolean; address: string }[];
    expect(items.map(item => item.current).sort()).toEqual([false, true]);
    const id = items.find(item => !item.current)?.id ?? '';
    expect(await other.call('DELETE', `/web/sessions/${id}`)).toMatchObject({ status: 204 });
    expect(await work()).toMatchObject({ status: 401 });
    expect(await other.call('GET', '/web/session')).toMatchObject({ status: 200 });
    expect(await other.call('DELETE', `/web/sessions/${id}`)).toMatchObject({ status: 404 });
    expect((await accounts.audit('session.revoked')).at(-1)).toMatchObject({
      object_id: id,
      account_id: person.id,
    });
  });

  it('cannot be revoked by somebody else', async () => {
    const stranger = await accounts.signedIn(await accounts.person('system-admin'));
    const { items } = (await work()).body as { items: { id: string }[] };
    expect(await stranger.call('DELETE', `/web/sessions/${items[0]?.id}`)).toMatchObject({
      code: 'not-found',
    });
    expect(await work()).toMatchObject({ status: 200 });
  });

  it('is over at once when its account is disabled', async () => {
    await accounts.db.query(`UPDATE account SET status = 'disabled' WHERE id = $1`, [person.id]);
    expect(await work()).toMatchObject({ status: 401 });
  });

  it('is not opened by the hash that lies in the table', async () => {
    const [row] = await accounts.db.query<{ hash: string }>(
      `SELECT encode(token_hash, 'base64') AS hash FROM session WHERE account_id = $1`,
      [person.id],
    );
    browser.cookies.set('sms111', row?.hash ?? '');
    expect(await work()).toMatchObject({ status: 401 });
  });

  it.each([
    ['missing', {}],
    ['wrong', { 'x-csrf-token': 'A'.repeat(43) }],
    ['empty', { 'x-csrf-token': '' }],
  ])('changes nothing when the CSRF token is %s', async (_, headers) => {
    browser.csrfToken = null;
    for (const [method, url] of [
      ['DELETE', '/web/session'],
      ['POST', '/web/session/extend'],
      ['POST', '/web/notices/read'],
    ] as const) {
      expect(await browser.call(method, url, {}, headers)).toMatchObject({
        status: 403,
        code: 'csrf-token-wrong',
      });
    }
    expect(await show()).toMatchObject({ status: 200 });
  });

  it('does not take the CSRF token of another session', async () => {
    browser.csrfToken = (await accounts.signedIn(person)).csrfToken;
    expect(await browser.call('DELETE', '/web/session')).toMatchObject({ code: 'csrf-token-wrong' });
  });

  it('is never stored in a cache', async () => {
    expect((await show()).headers['cache-control']).toBe('no-store');
  });

  it('leaves an entry when time has ended it, and old rows go', async () => {
    const sweep = accounts.test.app.get(SignInSweep);
    accounts.clock.advance(16 * MINUTE_MS);
    await sweep.run();
    // Those of earlier tests end with it, in no order.
    const last = (await accounts.audit('session.ended'))
      .filter(entry => entry.account_id === person.id)
      .at(-1);
    expect(last).toMatchObject({ account_id: person.id, detail: { reason: 'idle' }, address: null });
    const entries = (await accounts.audit('session.ended')).length;
    await sweep.run();
    expect(await accounts.audit('session.ended')).toHaveLength(entries);
    accounts.clock.advance(31 * 24 * HOUR_MS);
    await sweep.run();
    const left = await accounts.db.query(
      `SELECT FROM session UNION ALL SELECT FROM sign_in_challenge UNION ALL SELECT FROM sign_in_failure`,
    );
    expect(left).toHaveLength(0);
  });
});

describe('over https', () => {
  it('both cookies are Secure and bear the prefixes that keep a neighbouring host from planting them', async () => {
    const accounts = await AccountsTest.start({ env: { PUBLIC_URL: 'https://111.gov.tw' } });
    const person = await accounts.person();
    const browser = accounts.browser();
    const first = await browser.enterPassword(person.login);
    expect(first.headers['set-cookie']).toMatch(
      /^__Secure-sms111-challenge=[\w-]{43}; Path=\/web\/session; HttpOnly; SameSite=Strict; Secure; Max-Age=600$/,
    );
    const second = await browser.enterCode('totp', accounts.totp(person));
    expect([second.headers['set-cookie']].flat()[0]).toMatch(
      /^__Host-sms111=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(await browser.call('GET', '/web/session')).toMatchObject({ status: 200 });
    await accounts.close();
  });
});
