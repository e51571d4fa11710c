import { AccountsTest } from '../accounts.testing';
import { addressGroup } from './address-group';
import { AddressRules, type AllowedNetwork } from './address-rules';

const row = (door: string, network: string, accountId: string | null = null): AllowedNetwork => ({
  door,
  network,
  accountId,
});

describe('the allow-list', () => {
  const rules = new AddressRules([
    row('web', '203.0.113.0/24'),
    row('web', '2001:db8:1::/48'),
    row('web', '::ffff:198.51.100.0/120'),
    row('api', '192.0.2.7/32'),
    row('api', '198.51.100.9/32', 'amy'),
    row('api', '2001:db8:2::9/128', 'ben'),
  ]);

  it.each([
    ['web', '203.0.113.7', true],
    ['web', '203.0.112.255', false],
    ['web', '203.0.114.0', false],
    ['web', '::ffff:203.0.113.7', true],
    ['web', '::ffff:cb00:7107', true],
    ['web', '::ffff:203.0.112.7', false],
    ['web', '198.51.100.200', true],
    ['web', '::ffff:198.51.100.200', true],
    ['web', '2001:db8:1:ffff::1', true],
    ['web', '2001:DB8:1::1', true],
    ['web', '2001:db8:2::1', false],
    ['web', '::1', false],
    ['web', '127.0.0.1', false],
    ['web', '192.0.2.7', false],
    ['web', '203.0.113', false],
    ['web', '3405803783', false],
    ['web', '0313.0.0161.7', false],
    ['web', '', false],
    ['web', 'localhost', false],
    ['api', '192.0.2.7', true],
    ['api', '192.0.2.8', false],
    ['api', '203.0.113.7', false],
    ['api', '198.51.100.9', true],
  ] as const)('before anybody is known: %s door, %s → %s', (door, address, admitted) => {
    expect(rules.admitsSomebody(door, address)).toBe(admitted);
    expect(rules.admitsSomebody(door, address)).toBe(admitted);
  });

  it.each([
    ['amy', '198.51.100.9', true],
    ['amy', '::ffff:198.51.100.9', true],
    ['amy', '192.0.2.7', false],
    ['ben', '2001:db8:2::9', true],
    ['ben', '198.51.100.9', false],
    ['eve', '192.0.2.7', true],
    ['eve', '198.51.100.9', false],
  ])('once the account is known: %s from %s → %s', (account, address, admitted) => {
    expect(rules.admitsAccount('api', account, address)).toBe(admitted);
  });

  it('admits nobody when it is empty', () => {
    expect(new AddressRules([]).admitsSomebody('web', '127.0.0.1')).toBe(false);
  });

  it('takes an IPv4 address as one source, and an IPv6 subscriber by his /64', () => {
    expect(addressGroup('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(addressGroup('2001:db8:1:2:aaaa::1')).toBe(addressGroup('2001:db8:1:2:bbbb::2'));
    expect(addressGroup('2001:db8:1:2::1')).not.toBe(addressGroup('2001:db8:1:3::1'));
  });
});

describe('the address check', () => {
  let accounts: AccountsTest;

  beforeAll(async () => {
    accounts = await AccountsTest.start({
      before: app => {
        const alive = (_request: unknown, reply: { send(text: string): void }) => reply.send('alive');
        app.getHttpAdapter().get('/health/live', alive);
      },
    });
  });
  afterAll(() => accounts.close());

  const from = (address: string, url = '/web/session') => accounts.browser(address).call('GET', url);

  it.each([
    '/web/session',
    '/',
    '/index.html',
    '/no/such/page',
    '/api/v1/quota',
    '/health/../web/session',
    '//health',
  ])('refuses an unknown source before anything else: %s', async url => {
    const answer = await from('198.51.100.1', url);
    expect(answer).toMatchObject({ status: 403, code: 'address-not-allowed' });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('leaves the machine’s own probes alone', async () => {
    expect(await from('198.51.100.1', '/health/live')).toMatchObject({ status: 200 });
    expect(await from('198.51.100.1', '/health/other')).toMatchObject({ status: 403 });
  });

  it('lets a known source through, also as IPv4 inside IPv6', async () => {
    expect(await from('127.0.0.1')).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(await from('::ffff:127.0.0.1')).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('does not believe a header about where somebody comes from', async () => {
    const answer = await accounts
      .browser('198.51.100.1')
      .call('GET', '/web/session', undefined, { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' });
    expect(answer).toMatchObject({ status: 403 });
  });

  it('takes hold of a new row within five seconds, and at once where it was entered', async () => {
    expect(await from('203.0.113.5')).toMatchObject({ status: 403 });
    await accounts.db.query(
      `INSERT INTO allowed_address (door, network, note) VALUES ('web', '203.0.113.5/32', 'x')`,
    );
    expect(await from('203.0.113.5')).toMatchObject({ status: 403 });
    accounts.clock.advance(5_000);
    expect(await from('203.0.113.5')).toMatchObject({ status: 401 });
    expect(await from('203.0.113.6')).toMatchObject({ status: 403 });
    await accounts.allow('web', '203.0.113.6/32');
    expect(await from('203.0.113.6')).toMatchObject({ status: 401 });
  });

  it('holds an account to its own addresses, at sign-in and at every request', async () => {
    const person = await accounts.person();
    await accounts.allow('web', '127.0.0.50/32', person.id);
    const signIn = async (address: string) => {
      const browser = accounts.browser(address);
      await browser.enterPassword(person.login);
      const answer = await browser.enterCode('totp', accounts.totp(person));
      return { browser, answer };
    };
    expect((await signIn('127.0.0.1')).answer).toMatchObject({ status: 403, code: 'address-not-allowed' });
    const { browser, answer } = await signIn('127.0.0.50');
    expect(answer).toMatchObject({ status: 201 });
    const thief = accounts.browser('127.0.0.1');
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect(await thief.call('GET', '/web/session')).toMatchObject({
      status: 403,
      code: 'address-not-allowed',
    });
    expect((await accounts.audit('address.refused')).at(-1)).toMatchObject({
      account_id: person.id,
      address: '127.0.0.1',
    });
  });

  it('does not let others in through an account’s own address', async () => {
    const owner = await accounts.person();
    const other = await accounts.person();
    await accounts.allow('web', '203.0.113.99/32', owner.id);
    const browser = accounts.browser('203.0.113.99');
    expect(await browser.enterPassword(other.login)).toMatchObject({ status: 200 });
    expect(await browser.enterCode('totp', accounts.totp(other))).toMatchObject({
      code: 'address-not-allowed',
    });
  });

  it('leaves one entry a minute for a source that keeps knocking, with the number of those left out', async () => {
    const entries = async () =>
      (await accounts.audit('address.refused')).filter(entry => entry['address'] === '198.51.100.77');
    for (let i = 0; i < 30; i++) await from('198.51.100.77');
    expect(await entries()).toHaveLength(1);
    accounts.clock.advance(60_000);
    await from('198.51.100.77');
    expect((await entries()).map(entry => entry['detail'])).toEqual([
      { reason: 'address-not-allowed', at: 'web' },
      { reason: 'address-not-allowed', at: 'web', leftOut: 29 },
    ]);
  });

  it('refuses everybody while the list cannot be read', async () => {
    await accounts.db.query('ALTER TABLE allowed_address RENAME TO hidden');
    accounts.clock.advance(5_000);
    expect(await from('127.0.0.1')).toMatchObject({ status: 500 });
    await accounts.db.query('ALTER TABLE hidden RENAME TO allowed_address');
    expect(await from('127.0.0.1')).toMatchObject({ status: 401 });
  });
});
