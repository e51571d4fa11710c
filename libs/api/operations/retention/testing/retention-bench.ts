import { ACCOUNT_ENTITIES } from '@sms111/api/accounts';
import { AGENCY_ENTITIES } from '@sms111/api/agencies';
import { AuditModule } from '@sms111/api/audit';
import {
  AcceptBatch,
  CloseMessages,
  MessageContents,
  MessageViews,
  MessagesModule,
} from '@sms111/api/messages';
import { Db, KeyRing, PlatformModule, seal, type Actor, unseal } from '@sms111/api/platform';
import {
  actorOf,
  buildAccount,
  buildContract,
  buildQuota,
  buildUnit,
  startTestApp,
  type TestApp,
  type TestUnit,
} from '@sms111/api/testing';
import { batchTime, monthBegins, permissionsOf, type Month } from '@sms111/domain';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CarryOutDestruction, RetentionModule, RetentionSweepModule } from '..';

@Module({})
class OtherProcess {}

const DAY_MS = 86_400_000;
/** When the months of the specs are all old enough. */
export const LATE = new Date('2027-06-20T06:00:00Z');

export interface Office {
  readonly unit: TestUnit;
  readonly actor: Actor;
}

export interface SentBatch {
  readonly batch: number;
  readonly number: string;
}

/** A platform with two agencies and two system administrators, on a database of its own. */
export class RetentionBench {
  private constructor(
    readonly test: TestApp,
    readonly one: Office,
    readonly other: Office,
    readonly first: Actor,
    readonly second: Actor,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<RetentionBench> {
    const test = await startTestApp({
      imports: [AuditModule, MessagesModule, RetentionModule, RetentionSweepModule],
      entities: [...AGENCY_ENTITIES, ...ACCOUNT_ENTITIES],
      env,
    });
    const db = test.app.get(Db);
    await buildContract(db, { startsAt: '2025-01-01T00:00:00+08:00', endsAt: '2028-01-01T00:00:00+08:00' });
    const office = async (): Promise<Office> => {
      const unit = await buildUnit(db);
      const accountId = await buildAccount(db, unit);
      await buildQuota(db, unit, accountId, 10_000);
      return { unit, actor: actorOf(unit, accountId) };
    };
    const [one, other] = [await office(), await office()];
    const admin = async (): Promise<Actor> =>
      actorOf(one.unit, await buildAccount(db, one.unit, { role: 'system-admin' }), {
        role: 'system-admin',
        permissions: permissionsOf('system-admin'),
      });
    const bench = new RetentionBench(test, one, other, await admin(), await admin());
    test.platform.clock.set(LATE);
    return bench;
  }

  get db(): Db {
    return this.test.app.get(Db);
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.test.app.get(type, { strict: false });
  }

  get clock() {
    return this.test.platform.clock;
  }

  /** A batch of a few messages in the middle of a month, each with a final state two days later unless left open. */
  async sent(
    month: Month,
    given: { office?: Office; messages?: number; open?: boolean; name?: string } = {},
  ): Promise<SentBatch> {
    const { office = this.one, messages = 3, open = false, name = '王小明的通知' } = given;
    await this.db.query('SELECT make_partitions($1::date)', [
      `${String(month).slice(0, 4)}-${String(month).slice(4)}-01`,
    ]);
    const now = this.clock.now();
    this.clock.set(new Date(monthBegins(month) + 14 * DAY_MS));
    const number = `0912${String(month).slice(-3)}`;
    const rows = Array.from({ length: messages }, (_, i) => ({
      number: `${number}${String(i).padStart(3, '0')}`,
      text: null,
      ref: null,
      segments: 1,
    }));
    const { batch } = await this.db.transaction(tx =>
      this.get(AcceptBatch).execute(tx, {
        actor: office.actor,
        channel: 'web',
        name,
        signature: office.unit.signature,
        common: '測試公共服務平臺\n您的申請已受理',
        rows: [rows],
        at: new Date(monthBegins(month) + 14 * DAY_MS),
      }),
    );
    this.clock.advance(2 * DAY_MS);
    if (!open) await this.settle(batch);
    this.clock.set(now);
    return { batch, number: `${number}000` };
  }

  /** Puts a batch under the key of another month, as an earlier release did when its clock was set back. */
  async sealAnew(batch: number, month: Month): Promise<void> {
    const keys = this.get(KeyRing);
    const [row] = await this.db.query<{
      agency: string;
      key: number;
      common: Buffer;
      sealed: Buffer;
      last: number;
    }>(
      `SELECT b.agency_id AS agency, b.key_id AS key, b.common_sealed AS common, k.sealed, k.last_seq AS last
         FROM batch b JOIN message_block k ON k.batch = b.id AND k.first_seq = 0 WHERE b.id = $1`,
      [batch],
    );
    const old = row && (await keys.open(row.key));
    if (!row || !old) throw new Error('there is no such batch');
    const key = await keys.sealKey(row.agency, month);
    const again = (place: string, sealed: Buffer) => seal(key.key, place, unseal(old.key, place, sealed));
    await this.db.query('UPDATE batch SET key_id = $2, common_sealed = $3 WHERE id = $1', [
      batch,
      key.id,
      again(`batch/${batch}`, row.common),
    ]);
    await this.db.query('UPDATE message_block SET sealed = $2 WHERE batch = $1', [
      batch,
      again(`block/${batch}/0/${row.last}`, row.sealed),
    ]);
  }

  /** Gives every waiting message of a batch its last word, now. */
  async settle(batch: number): Promise<void> {
    await this.db.transaction(tx => this.get(CloseMessages).expired(tx, batch, this.clock.now()));
  }

  /** A file of an office, brought in a month; sent into a batch, or not at all. */
  async upload(month: Month, batch: number | null, office = this.one): Promise<string> {
    const key = await this.get(KeyRing).sealKey(office.unit.agencyId, month);
    const [row] = await this.db.query<{ id: string }>(
      `INSERT INTO upload (unit_id, account_id, signature_id, file_name, bytes, state, key_id, uploaded_at, batch)
       VALUES ($1, $2, $3, '名單.csv', 3, $4, $5, $6, $7) RETURNING id`,
      [
        office.unit.unitId,
        office.actor.accountId,
        office.unit.signatureId,
        batch === null ? 'ready' : 'sent',
        key.id,
        new Date(monthBegins(month) + DAY_MS),
        batch,
      ],
    );
    const id = row?.id ?? '';
    await this.db.query(
      `INSERT INTO upload_block (upload_id, first_row, last_row, accepted, returned, skipped, codes, sealed)
       VALUES ($1, 1, 1, 1, 0, 0, '{}', $2)`,
      [id, seal(key.key, `upload/${id}/rows/1`, Buffer.from('0912345678'))],
    );
    return id;
  }

  /** A client's reference to the first message of a batch. */
  async refer(batch: number, office = this.one): Promise<void> {
    await this.db.query(
      `INSERT INTO client_ref (account_id, ref_hash, batch, seq) VALUES ($1, sha256(int8send($2::bigint)), $2, 0)`,
      [office.actor.accountId, batch],
    );
  }

  /** What a message says, by whoever's keys; `null` when it cannot be read. */
  async read({ batch }: SentBatch, process: INestApplicationContext = this.test.app): Promise<string | null> {
    const contents = await process.get(MessageContents, { strict: false }).range(this.db, batch, 0, 0);
    return contents.get(0)?.text ?? null;
  }

  /** How many messages a search by number finds around the batch. */
  async search({ batch, number }: SentBatch, office = this.one): Promise<number> {
    const now = this.clock.now();
    this.clock.set(new Date(batchTime(batch) + 5 * DAY_MS));
    const found = await this.get(MessageViews).search(
      this.db,
      { accountId: office.actor.accountId, unitId: null, contents: true },
      { number, limit: 10 },
    );
    this.clock.set(now);
    return found.items.length;
  }

  /** Takes up what waits until nothing does. */
  async carryOut(): Promise<boolean | null> {
    return this.get(CarryOutDestruction).execute();
  }

  /** Another process of the platform on the same database. */
  async otherProcess(): Promise<INestApplicationContext> {
    const { config, log, clock } = this.test.platform;
    return NestFactory.createApplicationContext(
      {
        module: OtherProcess,
        imports: [
          PlatformModule.forRoot({ config, log, clock, entities: [...AGENCY_ENTITIES, ...ACCOUNT_ENTITIES] }),
          AuditModule,
          MessagesModule,
        ],
      },
      { logger: false, abortOnError: false },
    );
  }

  partitionsOf(month: Month): Promise<{ table: string }[]> {
    return this.db.query(
      `SELECT relname AS table FROM pg_class WHERE relkind = 'r' AND relname ~ ('^(message|submit|part)_?.*_' || $1::text || '$')
          AND relname NOT LIKE 'message\\_log%'`,
      [String(month)],
    );
  }

  close(): Promise<void> {
    return this.test.close();
  }
}
