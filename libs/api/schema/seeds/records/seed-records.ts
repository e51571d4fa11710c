import { PLATFORM } from '@sms111/api/audit';
import { AcceptBatch, type AcceptRow } from '@sms111/api/messages';
import { Db, type Actor, type Tx } from '@sms111/api/platform';
import { OrderQuota } from '@sms111/api/quota';
import { Routes } from '@sms111/api/routing';
import { countSegments, permissionsOf, withSignature, type Role } from '@sms111/domain';
import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { CarrierIds } from '../history/carrier-ids';
import { CloseBooks } from '../history/close-books';
import { fatesOf } from '../history/fates';
import type { Sender } from '../history/sender';
import { tellWay, type Way } from '../history/way';
import { writeWays } from '../history/write-ways';
import { PastClock } from '../past-clock';
import { NUMBER_PLAN } from '../number-plan';
import { Random } from '../random';
import { MINUTE_MS, monthsBetween } from '../taipei';
import { planRecords, type RecordBatch } from './plan-records';
import type { RecordSettings } from './record-settings';

const SEED = 2_026;
/** Those who send what is measured. */
const MEASURED = ['user', 'demo-api'];
const CAMPAIGN = '量測紀錄';
const BODY = '您的申請已受理，進度可於本平臺查詢，洽詢電話02-12345678。';
/** Whoever is written to: a third of all who could be. */
const POPULATION = 8_000_000;
const PREFIXES = NUMBER_PLAN.prefixes.map(each => each.prefix).filter(prefix => prefix.length === 4);
/** Where a batch begins among them: the golden ratio spreads whatever is counted. */
const SPREAD = 0.618_033_988_75;
const BATCHES_IN_A_TRANSACTION = 20;

interface SenderRow {
  accountId: string;
  login: string;
  name: string;
  role: Role;
  unitId: string;
  agencyId: string;
  signatures: string[];
}

/**
 * Records of the past by the million, for measuring: accepted through the one door at their time, their ways and books in
 * bulk, as the history of the demonstration. Only what differs from message to message is drawn.
 */
@Injectable()
export class SeedRecords {
  private person = 0;

  constructor(
    private readonly db: Db,
    private readonly clock: PastClock,
    private readonly accept: AcceptBatch,
    private readonly routes: Routes,
    private readonly books: CloseBooks,
    private readonly quota: OrderQuota,
  ) {}

  /** Messages that were written. */
  async execute({ quota, messages, months }: RecordSettings): Promise<number> {
    const senders = await this.senders();
    for (const { actor } of senders.filter(each => MEASURED.includes(each.actor.login)))
      if (quota > 0) await this.give(actor, quota);
    const now = this.clock.ms();
    const random = new Random(SEED);
    const planned = planRecords(now, senders, { messages, months }, random);
    const [first] = planned;
    if (!first) return 0;
    for (const month of monthsBetween(first.at.getTime(), now)) {
      await this.db.query('SELECT make_partitions($1::date)', [month]);
    }
    await this.routes.refresh();
    for (const { actor } of senders) {
      const own = planned.filter(batch => batch.sender.actor.accountId === actor.accountId);
      await this.give(
        actor,
        own.reduce((sum, batch) => sum + batch.messages, 0),
      );
    }
    const ids = new CarrierIds();
    for (let from = 0; from < planned.length; from += BATCHES_IN_A_TRANSACTION) {
      await this.db.transaction(async tx => {
        for (const batch of planned.slice(from, from + BATCHES_IN_A_TRANSACTION))
          await this.batch(tx, batch, now, random, ids);
      });
    }
    await this.tidy();
    return planned.reduce((sum, batch) => sum + batch.messages, 0);
  }

  private async batch(
    tx: Tx,
    planned: RecordBatch,
    now: number,
    random: Random,
    ids: CarrierIds,
  ): Promise<void> {
    const { at, sender } = planned;
    const [signature = ''] = sender.signatures;
    const common = withSignature(signature, BODY);
    const segments = countSegments(common);
    const rows = this.recipients(planned.messages).map((number): AcceptRow => ({
      number,
      text: null,
      ref: null,
      segments,
    }));
    const channel = sender.actor.kind === 'system' ? 'api' : 'file';
    const { batch } = await this.clock.during(at, () =>
      this.accept.execute(tx, {
        actor: { ...sender.actor, traceId: randomUUID() },
        ...{ channel, name: CAMPAIGN, signature, common, at },
        rows: [rows],
      }),
    );
    const fateOf = fatesOf({ slow: false, trouble: random.between(0.4, 1.8) });
    const ways = rows.map((row, seq): Way => {
      const route = this.routes.resolve(row.number);
      if (!route) throw new Error('no numbering plan stands');
      const leaves = at.getTime() + 300 + Math.floor(seq / 2);
      const departure = {
        parts: segments,
        route,
        at: leaves,
        until: now - MINUTE_MS,
        fate: fateOf(random.next()),
      };
      return tellWay(departure, random, ids);
    });
    await writeWays(tx, batch, ways);
    const campaign = { name: CAMPAIGN, channel, body: () => BODY } as const;
    await this.books.execute(tx, {
      batch,
      planned: { ...planned, campaign, newest: false },
      handedOverAt: new Date(ways.at(-1)?.leftAt ?? at),
      completedAt: new Date(ways.reduce((last, way) => Math.max(last, way.finalAt ?? way.leftAt), 0)),
    });
  }

  /** Different numbers within a batch; a person hears again after all others have heard. */
  private recipients(count: number): string[] {
    this.person = Math.floor(((this.person / POPULATION + SPREAD) % 1) * POPULATION);
    return Array.from({ length: count }, (_, i) => {
      const person = (this.person + i) % POPULATION;
      const prefix = PREFIXES[person % PREFIXES.length] ?? '';
      return prefix + String(Math.floor(person / PREFIXES.length)).padStart(6, '0');
    });
  }

  private async senders(): Promise<Sender[]> {
    const rows = await this.db.query<SenderRow>(
      `SELECT a.id AS "accountId", a.login, a.name, a.role, u.id AS "unitId", u.agency_id AS "agencyId",
              array(SELECT s.name FROM unit_signature s WHERE s.unit_id = u.id ORDER BY s.is_default DESC, s.name) AS signatures
         FROM allocation l JOIN account a ON a.id = l.account_id JOIN unit u ON u.id = a.unit_id ORDER BY a.login = 'user' DESC, a.id`,
    );
    return rows.map(({ signatures, ...account }) => {
      const kind: Actor['kind'] = account.role === 'system' ? 'system' : 'person';
      const permissions = permissionsOf(account.role);
      return {
        actor: { ...account, kind, permissions, sessionId: null, address: '198.51.100.1' },
        ...{ signatures, campaigns: [], share: 1 },
      };
    });
  }

  /** As autovacuum would have done long ago; one by one, for a statement must not take minutes. */
  private async tidy(): Promise<void> {
    const tables = await this.db.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of tables) await this.db.query(`VACUUM (ANALYZE) ${name}`);
  }

  private async give({ unitId, accountId }: Sender['actor'], segments: number): Promise<void> {
    if (segments === 0) return;
    await this.db.transaction(async tx => {
      await this.quota.order(tx, PLATFORM, unitId, segments, this.clock.now());
      await this.quota.allocate(tx, PLATFORM, { unitId, accountId }, segments, this.clock.now());
    });
  }
}

/** In a context of `SeedingModule`, after the demonstration stands. */
export const seedRecords = (app: INestApplicationContext, settings: RecordSettings): Promise<number> =>
  app.get(SeedRecords).execute(settings);
