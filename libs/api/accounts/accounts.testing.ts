import { PLATFORM } from '@sms111/api/audit';
import { MailDeliveryModule, OutboxDelivery, type NoticeWords } from '@sms111/api/notices';
import { Db } from '@sms111/api/platform';
import {
  buildUnit,
  startMailCatcher,
  startTestApp,
  type MailCatcher,
  type TestApp,
  type TestAppOptions,
  type TestUnit,
} from '@sms111/api/testing';
import type { PERSON_ROLES } from '@sms111/domain';
import { generateSecret, generateSync } from 'otplib';
import { ACCOUNT_ENTITIES, AccountRegister, AccountsModule, AllowAddress, registerAddressCheck } from '.';

export const PASSWORD = 'Correct-Horse-111';
const STEP_MS = 30_000;

/** The code stands alone in a mail's text. */
const WORDS: NoticeWords = {
  subject: kind => kind,
  body: (_kind, params) => String(params['code'] ?? JSON.stringify(params)),
};

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
  readonly totpSecret: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  /** The body where it is JSON. */
  readonly body: Record<string, unknown>;
  readonly code: unknown;
}

let people = 0;

/** The accounts module in an application of its own, with a mail server, a unit, and loopback on the allow-list. */
export class AccountsTest {
  private constructor(
    readonly test: TestApp,
    readonly mail: MailCatcher,
    readonly unit: TestUnit,
  ) {}

  static async start(
    given: Pick<TestAppOptions, 'controllers' | 'env' | 'before'> = {},
  ): Promise<AccountsTest> {
    const mail = await startMailCatcher();
    const test = await startTestApp({
      imports: [AccountsModule, MailDeliveryModule.forRoot(WORDS)],
      controllers: given.controllers ?? [],
      entities: ACCOUNT_ENTITIES,
      env: { SMTP_URL: mail.url, ...given.env },
      before: async app => {
        registerAddressCheck(app);
        await given.before?.(app);
      },
    });
    const accounts = new AccountsTest(test, mail, await buildUnit(test.app.get(Db)));
    await accounts.allow('web', '127.0.0.0/8');
    await accounts.allow('api', '127.0.0.0/8');
    return accounts;
  }

  async close(): Promise<void> {
    await this.test.close();
    await this.mail.close();
  }

  get db(): Db {
    return this.test.app.get(Db);
  }

  get clock() {
    return this.test.platform.clock;
  }

  allow(door: 'web' | 'api', network: string, accountId?: string): Promise<void> {
    const allow = this.test.app.get(AllowAddress);
    return this.db.transaction(tx =>
      allow.execute(tx, PLATFORM, { door, network, note: '測試', ...(accountId && { accountId }) }),
    );
  }

  async person(
    role: (typeof PERSON_ROLES)[number] = 'user',
    given: { unitId?: string; email?: string | null } = {},
  ): Promise<Person> {
    const register = this.test.app.get(AccountRegister);
    const login = `person${++people}`;
    const email = given.email === undefined ? `${login}@agency.gov.tw` : given.email;
    const totpSecret = generateSecret();
    const passwordHash = await register.hashPassword(PASSWORD, login);
    const unitId = given.unitId ?? this.unit.unitId;
    const id = await this.db.transaction(tx =>
      register.createPerson(tx, PLATFORM, {
        unitId,
        role,
        login,
        name: '王小明',
        email,
        passwordHash,
        totpSecret,
      }),
    );
    return { id, login, email, totpSecret };
  }

  system(given: { unitId?: string } = {}): Promise<string> {
    return this.db.transaction(tx =>
      this.test.app.get(AccountRegister).createSystem(tx, PLATFORM, {
        unitId: given.unitId ?? this.unit.unitId,
        login: `system${++people}`,
        name: '報名系統',
      }),
    );
  }

  /** What the authenticator app shows; `steps` later than now. */
  totp({ totpSecret }: Person, steps = 0): string {
    const epoch = Math.floor((this.clock.ms() + steps * STEP_MS) / 1000);
    return generateSync({ secret: totpSecret, epoch });
  }

  /** The next half minute, when a code may be used again. */
  nextStep(): void {
    this.clock.advance(STEP_MS);
  }

  browser(address = '127.0.0.1'): Browser {
    return new Browser(this, address);
  }

  /** A browser in which the person is signed in. */
  async signedIn(person: Person): Promise<Browser> {
    const browser = this.browser();
    await browser.enterPassword(person.login);
    const answer = await browser.enterCode('totp', this.totp(person));
    if (answer.status !== 201) throw new Error(`signing in failed: ${String(answer.code)}`);
    this.nextStep();
    return browser;
  }

  async mailedCode(): Promise<string> {
    await this.test.app.get(OutboxDelivery).deliverDue();
    return this.mail.mails.at(-1)?.text.trim() ?? '';
  }

  async audit(action: string): Promise<Record<string, unknown>[]> {
    return this.db.query('SELECT * FROM audit_entry WHERE action = $1 ORDER BY id', [action]);
  }

  async sessions(accountId: string): Promise<number> {
    const rows = await this.db.query('SELECT FROM session WHERE account_id = $1 AND ended_at IS NULL', [
      accountId,
    ]);
    return rows.length;
  }
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Keeps cookies and the CSRF token, as the SPA in a browser would. */
export class Browser {
  readonly cookies = new Map<string, string>();
  csrfToken: string | null = null;

  constructor(
    private readonly accounts: AccountsTest,
    private readonly address: string,
  ) {}

  enterPassword(login: string, password = PASSWORD): Promise<Answer> {
    return this.call('POST', '/web/session/password', { login, password });
  }

  async enterCode(method: 'totp' | 'email', code: string): Promise<Answer> {
    const answer = await this.call('POST', '/web/session/second-factor', { method, code });
    if (answer.status === 201) this.csrfToken = String(answer.body['csrfToken']);
    return answer;
  }

  async call(
    method: Method,
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.accounts.test.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        ...(cookie && { cookie }),
        ...(this.csrfToken && { 'x-csrf-token': this.csrfToken }),
        ...headers,
      },
      ...(body && { payload: body }),
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    const parsed = json ? answer.json<Record<string, unknown>>() : {};
    return { status: answer.statusCode, headers: answer.headers, body: parsed, code: parsed['code'] };
  }
}
