import { AccountRegister, AllowAddress, CreateApiKey } from '@sms111/api/accounts';
import { PLATFORM } from '@sms111/api/audit';
import { Db, readConfig, type Config } from '@sms111/api/platform';
import { ENTITIES } from '@sms111/api/schema';
import {
  actorOf,
  buildAccount,
  buildContract,
  buildQuota,
  buildUnit,
  newTestPlatform,
  type TestPlatform,
  type TestUnit,
} from '@sms111/api/testing';
import type { PERSON_ROLES } from '@sms111/domain';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { generateSecret, generateSync } from 'otplib';
import { buildApi } from '../build-api';
import { Caller } from './caller';

export type PersonRole = (typeof PERSON_ROLES)[number];

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly role: PersonRole;
  readonly unit: TestUnit;
  readonly totpSecret: string;
}

export interface System {
  readonly accountId: string;
  readonly unit: TestUnit;
  /** Calls the API with the account's key. */
  readonly caller: Caller;
}

export const PASSWORD = 'Correct-Horse-111';
let people = 0;

/** The API as it runs in production (`buildApi`), on a database of its own, without a socket. */
export class RunningApi {
  /** Hashing is slow by intent: all people of a spec share one password and its hash. */
  private passwordHash: Promise<string> | null = null;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly platform: TestPlatform,
  ) {}

  /** An open contract, loopback on the allow-list; units and people are made by the spec. */
  static async start(
    env: Record<string, string> = {},
    /** The way to the database, where a spec puts something in between. */
    way?: (databaseUrl: string) => string,
  ): Promise<RunningApi> {
    const platform = await newTestPlatform(ENTITIES, env);
    const { log, clock } = platform;
    const config = way ? rerouted(platform.config, way) : platform.config;
    const app = await buildApi({ config, log, clock });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const api = new RunningApi(app, platform);
    // The template holds the partitions of the day on which it was made; the clock of a test stands elsewhere.
    await api.db.query(
      `SELECT make_partitions(($1::date + make_interval(months => m))::date)
                          FROM generate_series(-2, 1) AS m`,
      [clock.now()],
    );
    await buildContract(api.db);
    for (const door of ['web', 'api'] as const) await api.allow(door, '127.0.0.0/8');
    return api;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.platform.database.drop();
  }

  get db(): Db {
    return this.app.get(Db, { strict: false });
  }

  get clock() {
    return this.platform.clock;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get(type, { strict: false });
  }

  allow(door: 'web' | 'api', network: string, accountId?: string): Promise<void> {
    return this.db.transaction(tx =>
      this.get(AllowAddress).execute(tx, PLATFORM, {
        door,
        network,
        note: '測試',
        ...(accountId && { accountId }),
      }),
    );
  }

  unit(given: Parameters<typeof buildUnit>[1] = {}): Promise<TestUnit> {
    return buildUnit(this.db, given);
  }

  /** A person with password and authenticator app; with `quota`, an allocation too. */
  async person(unit: TestUnit, role: PersonRole = 'user', quota = 0): Promise<Person> {
    const register = this.get(AccountRegister);
    const login = `p${++people}-${role}`;
    const totpSecret = generateSecret();
    this.passwordHash ??= register.hashPassword(PASSWORD, login);
    const passwordHash = await this.passwordHash;
    const id = await this.db.transaction(tx =>
      register.createPerson(tx, PLATFORM, {
        unitId: unit.unitId,
        role,
        login,
        name: '王小明',
        email: `${login}@agency.gov.tw`,
        passwordHash,
        totpSecret,
      }),
    );
    if (quota > 0) await buildQuota(this.db, unit, id, quota);
    return { id, login, role, unit, totpSecret };
  }

  /** A browser in which the person has signed in with both factors. */
  async signIn({ login, totpSecret }: Person): Promise<Caller> {
    const browser = this.caller();
    await browser.post('/web/session/password', { login, password: PASSWORD });
    const epoch = Math.floor(this.clock.ms() / 1000);
    const code = generateSync({ secret: totpSecret, epoch });
    const answer = await browser.post('/web/session/second-factor', { method: 'totp', code });
    if (answer.status !== 201) throw new Error(`signing in failed: ${answer.code}`);
    browser.headers['x-csrf-token'] = String(answer.body.csrfToken);
    return browser;
  }

  async signedIn(unit: TestUnit, role: PersonRole = 'user', quota = 0): Promise<Caller> {
    return this.signIn(await this.person(unit, role, quota));
  }

  /** An agency's system with a key. */
  async system(unit: TestUnit, given: { quota?: number; autoPrefix?: boolean } = {}): Promise<System> {
    const { quota = 0, autoPrefix = false } = given;
    const accountId = await buildAccount(this.db, unit, { kind: 'api', autoPrefix });
    if (quota > 0) await buildQuota(this.db, unit, accountId, quota);
    const keeper = actorOf(unit, await buildAccount(this.db, unit, { role: 'group-manager' }));
    const { secret } = await this.get(CreateApiKey).execute(keeper, accountId, '測試金鑰');
    return { accountId, unit, caller: this.caller({ authorization: `Bearer ${secret}` }) };
  }

  /** Somebody without anything but the given headers. */
  caller(headers: Record<string, string> = {}, address = '127.0.0.1'): Caller {
    return new Caller(this.app, headers, address);
  }

  /** Entries of the trail since the last look, oldest first. */
  async audit(action?: string): Promise<AuditRow[]> {
    return this.db.query<AuditRow>(
      'SELECT * FROM audit_entry WHERE $1::text IS NULL OR action = $1 ORDER BY id',
      [action ?? null],
    );
  }
}

/** The same settings with another way to the same database. */
const rerouted = (config: Config, way: (databaseUrl: string) => string): Config =>
  readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: way(config.get('DATABASE_URL')),
    REDIS_URL: config.get('REDIS_URL'),
    QUEUE_PREFIX: config.get('QUEUE_PREFIX'),
    MASTER_KEY: config.get('MASTER_KEY').toString('base64'),
    SESSION_SECRET: config.get('SESSION_SECRET').toString('base64'),
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '8',
  });

export interface AuditRow {
  readonly id: number;
  readonly action: string;
  readonly outcome: string;
  readonly account_id: string | null;
  readonly login: string | null;
  readonly unit_id: string | null;
  readonly agency_id: string | null;
  readonly session_id: string | null;
  readonly address: string | null;
  readonly object_kind: string | null;
  readonly object_id: string | null;
  readonly trace_id: string | null;
  readonly detail: Record<string, unknown>;
}
