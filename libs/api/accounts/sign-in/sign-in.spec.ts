import { AccountsTest, PASSWORD, type Person } from '../accounts.testing';

const MINUTE_MS = 60_000;

describe('signing in', () => {
  let accounts: AccountsTest;
  let person: Person;

  beforeAll(async () => {
    accounts = await AccountsTest.start();
  });
  beforeEach(async () => {
    // Counters of the address begin anew.
    accounts.clock.advance(16 * MINUTE_MS);
    person = await accounts.person();
  });
  afterAll(() => accounts.close());

  describe('first factor', () => {
    it('takes the right password, shows the second factors, and signs nobody in', async () => {
      const browser = accounts.browser();
      const answer = await browser.enterPassword(person.login);
      expect(answer).toMatchObject({
        status: 200,
        body: { methods: ['totp', 'email'], emailMasked: 'p***@agency.gov.tw' },
      });
      expect([...browser.cookies.keys()]).toEqual(['sms111-challenge']);
      expect(await browser.call('GET', '/web/session')).toMatchObject({ status: 401, code: 'not-signed-in' });
    });

    it('finds the account however its login is written', async () => {
      const login = ` ${person.login.toUpperCase().replace('P', 'Ｐ')} `;
      expect(await accounts.browser().enterPassword(login)).toMatchObject({ status: 200 });
    });

    it('gives one answer to a wrong password, an unknown login, a system and a disabled account', async () => {
      await accounts.system();
      const [system] = await accounts.db.query<{ login: string }>(
        `SELECT login FROM account WHERE kind = 'api' LIMIT 1`,
      );
      const disabled = await accounts.person();
      await accounts.db.query(`UPDATE account SET status = 'disabled' WHERE id = $1`, [disabled.id]);
      const answers = [
        await accounts.browser().enterPassword(person.login, 'wrong'),
        await accounts.browser().enterPassword('nobody'),
        await accounts.browser().enterPassword(system?.login ?? ''),
        await accounts.browser().enterPassword(disabled.login),
      ].map(({ status, body: { traceId: _, ...body } }) => ({ status, body }));
      expect(answers[0]).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    });

    it('takes as long for an unknown login as for a wrong password', async () => {
      const time = async (login: string): Promise<number> => {
        const started = performance.now();
        await accounts.browser().enterPassword(login, 'wrong');
        return performance.now() - started;
      };
      const known: number[] = [];
      const unknown: number[] = [];
      for (let i = 0; i < 4; i++) {
        known.push(await time(person.login));
        unknown.push(await time(`nobody${i}`));
      }
      // Hashing is all but the whole of it: without it the answer would come in a tenth of the time.
      expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
      expect(Math.min(...unknown)).toBeLessThan(Math.min(...known) * 2);
    });

    it('refuses an account that has no second factor', async () => {
      const { login, id } = await accounts.person('system-admin', { email: null });
      await accounts.db.query('UPDATE account SET totp_sealed = NULL WHERE id = $1', [id]);
      expect(await accounts.browser().enterPassword(login)).toMatchObject({ code: 'sign-in-failed' });
    });

    it('does not read credentials from the address bar', async () => {
      const url = `/web/session/password?login=${person.login}&password=${PASSWORD}`;
      expect(await accounts.browser().call('POST', url, {})).toMatchObject({ code: 'invalid-request' });
    });

    it('refuses a sign-in that another site started', async () => {
      const from = (site: string) =>
        accounts
          .browser()
          .call(
            'POST',
            '/web/session/password',
            { login: person.login, password: PASSWORD },
            { 'sec-fetch-site': site },
          );
      expect(await from('cross-site')).toMatchObject({ status: 403, code: 'csrf-token-wrong' });
      expect(await from('same-site')).toMatchObject({ status: 403, code: 'csrf-token-wrong' });
      expect(await from('same-origin')).toMatchObject({ status: 200 });
    });

    it('allows five failures of a login in a quarter of an hour, then not even the right password', async () => {
      for (let i = 0; i < 5; i++) {
        expect(await accounts.browser().enterPassword(person.login, 'wrong')).toMatchObject({ status: 401 });
      }
      accounts.clock.advance(5 * MINUTE_MS);
      const blocked = await accounts.browser('127.0.0.9').enterPassword(person.login);
      expect(blocked).toMatchObject({
        status: 429,
        code: 'too-many-attempts',
        body: { params: { seconds: 600 } },
      });
      expect(blocked.headers['retry-after']).toBe('600');
      accounts.clock.advance(10 * MINUTE_MS);
      expect(await accounts.browser().enterPassword(person.login)).toMatchObject({ status: 200 });
    });

    it('counts an unknown login in the same way', async () => {
      for (let i = 0; i < 5; i++) await accounts.browser().enterPassword('Nobody Here');
      expect(await accounts.browser().enterPassword('nobody here')).toMatchObject({ status: 429 });
    });

    it('spends five guesses and no more when twenty come at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => accounts.browser().enterPassword(person.login, 'wrong')),
      );
      const codes = answers.map(answer => answer.code);
      expect(codes.filter(code => code === 'sign-in-failed')).toHaveLength(5);
      expect(codes.filter(code => code === 'too-many-attempts')).toHaveLength(15);
    });

    it('allows twenty failures of an address, whatever the logins', async () => {
      const guess = (n: number) => accounts.browser('127.0.0.77').enterPassword(`guess${n}`);
      for (let i = 0; i < 20; i++) expect(await guess(i)).toMatchObject({ status: 401 });
      expect(await guess(20)).toMatchObject({ status: 429 });
      expect(await accounts.browser('127.0.0.78').enterPassword('guess20')).toMatchObject({ status: 401 });
    });

    it('forgets slips once somebody has signed in with both factors', async () => {
      for (let i = 0; i < 4; i++) await accounts.browser().enterPassword(person.login, 'slip');
      await accounts.signedIn(person);
      for (let i = 0; i < 4; i++) await accounts.browser().enterPassword(person.login, 'slip');
      expect(await accounts.browser().enterPassword(person.login)).toMatchObject({ status: 200 });
    });
  });

  describe('authenticator app', () => {
    it('opens the session, and sets a cookie that scripts and other sites do not get', async () => {
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      const answer = await browser.enterCode('totp', accounts.totp(person));
      expect(answer).toMatchObject({
        status: 201,
        body: { account: { login: person.login, role: 'user' }, idleSeconds: 900 },
      });
      const cookies = [answer.headers['set-cookie']].flat().map(String);
      expect(cookies[0]).toMatch(/^sms111=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(cookies[1]).toBe('sms111-challenge=; Path=/web/session; HttpOnly; SameSite=Strict; Max-Age=0');
      expect(await browser.call('GET', '/web/session')).toMatchObject({ status: 200 });
    });

    it('accepts the code of the step before and after, no other', async () => {
      for (const [steps, status] of [
        [-2, 401],
        [2, 401],
        [-1, 201],
      ] as const) {
        const browser = accounts.browser();
        await browser.enterPassword(person.login);
        expect(await browser.enterCode('totp', accounts.totp(person, steps))).toMatchObject({ status });
      }
    });

    it('refuses a code that was used, and any older one', async () => {
      const code = accounts.totp(person);
      const first = accounts.browser();
      await first.enterPassword(person.login);
      expect(await first.enterCode('totp', code)).toMatchObject({ status: 201 });
      const second = accounts.browser();
      await second.enterPassword(person.login);
      expect(await second.enterCode('totp', code)).toMatchObject({ status: 401, code: 'code-wrong' });
      expect(await second.enterCode('totp', accounts.totp(person, -1))).toMatchObject({ code: 'code-wrong' });
      expect(await second.enterCode('totp', accounts.totp(person, 1))).toMatchObject({ status: 201 });
    });

    it('opens exactly one session when one code comes twenty times at once', async () => {
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      const code = accounts.totp(person);
      const answers = await Promise.all(Array.from({ length: 20 }, () => browser.enterCode('totp', code)));
      expect(answers.filter(answer => answer.status === 201)).toHaveLength(1);
      expect(await accounts.sessions(person.id)).toBe(1);
    });

    it('opens exactly one session when one code comes from twenty challenges at once', async () => {
      const browsers = Array.from({ length: 20 }, () => accounts.browser());
      for (const browser of browsers) await browser.enterPassword(person.login);
      const code = accounts.totp(person);
      const answers = await Promise.all(browsers.map(browser => browser.enterCode('totp', code)));
      expect(answers.filter(answer => answer.status === 201)).toHaveLength(1);
      expect(await accounts.sessions(person.id)).toBe(1);
    });

    it('is dead after five wrong codes, and a new challenge brings no new guesses', async () => {
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      const answers = [];
      for (let i = 0; i < 5; i++) answers.push(await browser.enterCode('totp', '000000'));
      expect(answers.map(answer => answer.code)).toEqual(Array(5).fill('code-wrong'));
      expect(answers.map(answer => answer.body['params'])).toEqual([
        ...Array<unknown>(4).fill({ restart: false }),
        { restart: true },
      ]);
      expect(await browser.enterCode('totp', accounts.totp(person))).toMatchObject({ code: 'code-expired' });
      expect(await accounts.browser().enterPassword(person.login)).toMatchObject({ status: 429 });
    });

    it('ends with the challenge after ten minutes', async () => {
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      accounts.clock.advance(10 * MINUTE_MS);
      expect(await browser.enterCode('totp', accounts.totp(person))).toMatchObject({
        status: 401,
        code: 'code-expired',
      });
    });

    it('needs the password first', async () => {
      expect(await accounts.browser().enterCode('totp', accounts.totp(person))).toMatchObject({
        code: 'code-expired',
      });
    });

    it('does not serve an account that was disabled in between', async () => {
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      await accounts.db.query(`UPDATE account SET status = 'disabled' WHERE id = $1`, [person.id]);
      expect(await browser.enterCode('totp', accounts.totp(person))).toMatchObject({ code: 'code-expired' });
    });

    it('ends the session that the browser still held', async () => {
      const browser = await accounts.signedIn(person);
      await browser.enterPassword(person.login);
      await browser.enterCode('totp', accounts.totp(person));
      expect(await accounts.sessions(person.id)).toBe(1);
    });
  });

  describe('e-mail code', () => {
    const askCode = async () => {
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      const answer = await browser.call('POST', '/web/session/code', { method: 'email' });
      return { browser, answer };
    };
    const other = (code: string) => (code === '111111' ? '222222' : '111111');

    it('is mailed, and opens the session', async () => {
      const { browser, answer } = await askCode();
      expect(answer).toMatchObject({
        status: 200,
        body: { sentTo: 'p***@agency.gov.tw', nextAfterSeconds: 60 },
      });
      const code = await accounts.mailedCode();
      expect(code).toMatch(/^\d{6}$/);
      expect(accounts.mail.mails.at(-1)).toMatchObject({ to: person.email, subject: 'sign-in-code' });
      expect(await browser.enterCode('email', other(code))).toMatchObject({ code: 'code-wrong' });
      expect(await browser.enterCode('email', code)).toMatchObject({ status: 201 });
    });

    it('ends after five minutes', async () => {
      const { browser } = await askCode();
      const code = await accounts.mailedCode();
      accounts.clock.advance(5 * MINUTE_MS);
      expect(await browser.enterCode('email', code)).toMatchObject({
        code: 'code-expired',
        body: { params: { restart: false } },
      });
    });

    it('is sent again after a minute, and then the first code no longer counts', async () => {
      const { browser } = await askCode();
      const first = await accounts.mailedCode();
      const early = await browser.call('POST', '/web/session/code', { method: 'email' });
      expect(early).toMatchObject({ status: 429, code: 'too-many-attempts' });
      expect(early.headers['retry-after']).toBe('60');
      accounts.clock.advance(MINUTE_MS);
      expect(await browser.call('POST', '/web/session/code', { method: 'email' })).toMatchObject({
        status: 200,
      });
      const second = await accounts.mailedCode();
      if (first !== second) {
        expect(await browser.enterCode('email', first)).toMatchObject({ code: 'code-wrong' });
      }
      expect(await browser.enterCode('email', second)).toMatchObject({ status: 201 });
    });

    it('does not open another challenge', async () => {
      await askCode();
      const code = await accounts.mailedCode();
      const { browser } = await askCode();
      const own = await accounts.mailedCode();
      if (own !== code) expect(await browser.enterCode('email', code)).toMatchObject({ code: 'code-wrong' });
    });

    it('is dead with its challenge after five wrong codes', async () => {
      const { browser } = await askCode();
      const code = await accounts.mailedCode();
      for (let i = 0; i < 5; i++) await browser.enterCode('email', other(code));
      expect(await browser.enterCode('email', code)).toMatchObject({ code: 'code-expired' });
      expect(await browser.call('POST', '/web/session/code', { method: 'email' })).toMatchObject({
        code: 'code-expired',
      });
    });

    it('is not mailed without end through ever new challenges', async () => {
      const statuses = [];
      for (let i = 0; i < 6; i++) statuses.push((await askCode()).answer.status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    });

    it('lies in the database as a keyed hash only', async () => {
      await askCode();
      const code = await accounts.mailedCode();
      const rows = await accounts.db.query(
        `SELECT to_jsonb(c)::text AS row FROM sign_in_challenge c UNION ALL SELECT to_jsonb(o)::text FROM outbox o
         UNION ALL SELECT to_jsonb(e)::text FROM audit_entry e`,
      );
      expect(JSON.stringify(rows)).not.toMatch(new RegExp(`"${code}`));
    });
  });

  describe('the trail', () => {
    it('tells every step, and holds no secret', async () => {
      await accounts.browser().enterPassword(person.login, 'Wrong-Password-1');
      await accounts.browser().enterPassword('My-Password-By-Mistake', 'x');
      const browser = accounts.browser();
      await browser.enterPassword(person.login);
      await browser.enterCode('totp', '000000');
      await browser.enterCode('totp', accounts.totp(person));
      const own = await accounts.db.query<{ action: string; outcome: string; detail: unknown }>(
        `SELECT action, outcome, detail FROM audit_entry WHERE account_id = $1 AND action LIKE 'session.%' ORDER BY id`,
        [person.id],
      );
      expect(own).toEqual([
        { action: 'session.refused', outcome: 'refused', detail: { reason: 'password-wrong' } },
        { action: 'session.password-accepted', outcome: 'done', detail: {} },
        { action: 'session.refused', outcome: 'refused', detail: { reason: 'code-wrong', method: 'totp' } },
        { action: 'session.opened', outcome: 'done', detail: { method: 'totp' } },
      ]);
      const all = JSON.stringify(await accounts.db.query('SELECT * FROM audit_entry'));
      for (const secret of [
        'Wrong-Password',
        'My-Password',
        PASSWORD,
        person.totpSecret,
        ...browser.cookies.values(),
      ]) {
        expect(all).not.toContain(secret);
      }
      expect(await accounts.audit('session.refused')).toContainEqual(
        expect.objectContaining({ login: null, account_id: null, detail: { reason: 'unknown-login' } }),
      );
    });

    it('keeps no password and no seed in clear', async () => {
      const [row] = await accounts.db.query<{ hash: string; row: string }>(
        'SELECT password_hash AS hash, to_jsonb(a)::text AS row FROM account a WHERE id = $1',
        [person.id],
      );
      expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
      expect(row?.row).not.toContain(person.totpSecret);
    });
  });
});
