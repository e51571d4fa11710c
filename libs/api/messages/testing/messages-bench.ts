import { ACCOUNT_ENTITIES } from '@sms111/api/accounts';
import { AGENCY_ENTITIES } from '@sms111/api/agencies';
import { AuditModule } from '@sms111/api/audit';
import { Db, PlatformModule, type Actor } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
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
import type { INestApplicationContext, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AcceptBatch, type Accepted } from '../accept-batch';
import type { PartOutcome } from '../after-submit';
import type { AcceptRow } from '../batch-writer';
import { MessagesModule } from '../messages.module';
import { RecordSubmits, type SubmitResult } from '../record-submits';

const ENTITIES = [...AGENCY_ENTITIES, ...ACCOUNT_ENTITIES];

/** A unit with an account, an open contract and some quota, on a database of its own. */
export interface MessagesBench {
  readonly test: TestApp;
  readonly db: Db;
  readonly unit: TestUnit;
  readonly actor: Actor;
  get<T>(type: abstract new (...args: never[]) => T): T;
  accept(rows: readonly Partial<AcceptRow>[], common?: string | null): Promise<Accepted>;
  /** Records one attempt for messages of a batch. */
  submit(batch: number, outcomes: ReadonlyMap<number, readonly PartOutcome[]>, parts?: number): Promise<void>;
  states(batch: number): Promise<{ seq: number; state: number; reason: number }[]>;
  /** A second process on the same database and clock. */
  another(modules: readonly Type[]): Promise<INestApplicationContext>;
  close(): Promise<void>;
}

export const newMessagesBench = async (quota = 1_000, more: readonly Type[] = []): Promise<MessagesBench> => {
  const test = await startTestApp({
    imports: [AuditModule, MessagesModule, ...more],
    entities: ENTITIES,
  });
  const get = <T>(type: abstract new (...args: never[]) => T): T => test.app.get(type, { strict: false });
  const db = get(Db);
  const unit = await buildUnit(db);
  await buildContract(db);
  const accountId = await buildAccount(db, unit);
  await buildQuota(db, unit, accountId, quota);
  const actor = actorOf(unit, accountId);
  const { clock } = test.platform;
  return {
    test,
    db,
    unit,
    actor,
    get,
    accept: (rows, common = '測試公共服務平臺\n您好') =>
      db.transaction(tx =>
        get(AcceptBatch).execute(tx, {
          actor,
          channel: 'web',
          name: '測試批次',
          signature: unit.signature,
          common,
          rows: [rows.map((row, i) => ({ number: numberOf(i), text: null, ref: null, segments: 1, ...row }))],
          at: clock.now(),
        }),
      ),
    submit: (batch, outcomes, parts = 1) =>
      db.transaction(tx =>
        get(RecordSubmits).execute(
          tx,
          [...outcomes].map(([seq, each]): SubmitResult => ({
            batch,
            seq,
            parts,
            acceptedParts: 0,
            failedParts: 0,
            attempts: 0,
            link: 'CHT-A',
            carrier: 'CHT',
            route: { donor: 'CHT', method: 'prefix', snapshot: null },
            outcomes: each,
            at: clock.now(),
          })),
          clock.now(),
        ),
      ),
    states: batch =>
      db.query('SELECT seq, state, reason FROM message_state WHERE batch = $1 ORDER BY seq', [batch]),
    another: modules => anotherProcess(test, modules),
    close: () => test.close(),
  };
};

const anotherProcess = async (test: TestApp, modules: readonly Type[]): Promise<INestApplicationContext> => {
  const { config, log, clock } = test.platform;
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ config, log, clock, entities: ENTITIES }),
      AuditModule,
      MessagesModule,
      ...modules,
    ],
  }).compile();
  return module.init();
};

export const numberOf = (i: number): string => `0912${String(i).padStart(6, '0')}`;

/** What must hold after every commit: balances equal the ledger, tallies and counters equal the states. */
export const expectBooksBalanced = async (bench: MessagesBench): Promise<void> => {
  expect(await bench.get(QuotaViews).unbalanced(bench.db)).toEqual([]);
  const wrongTally = await bench.db.query(
    `WITH counted AS (SELECT batch, carrier, state, reason, count(*) AS messages, sum(parts) AS segments
                        FROM message_state GROUP BY 1, 2, 3, 4)
     SELECT * FROM counted c FULL JOIN (SELECT * FROM batch_tally WHERE messages <> 0) t USING (batch, carrier, state, reason)
      WHERE (c.messages, c.segments) IS DISTINCT FROM (t.messages::bigint, t.segments::bigint)`,
  );
  expect(wrongTally).toEqual([]);
  const wrongCounters = await bench.db.query(
    `SELECT b.id FROM batch b JOIN LATERAL (
       SELECT count(*) FILTER (WHERE state = 0) AS waiting, count(*) FILTER (WHERE state IN (0, 2)) AS open,
              coalesce(sum(parts) FILTER (WHERE state = 3), 0) AS charged
         FROM message_state WHERE batch = b.id) s ON true
      WHERE (b.waiting_messages, b.open_messages, b.charged) IS DISTINCT FROM (s.waiting, s.open, s.charged)`,
  );
  expect(wrongCounters).toEqual([]);
};
