import type { Actor, Db } from '@sms111/api/platform';
import { randomUUID } from 'node:crypto';

let counter = 0;
const next = (): number => ++counter;

const one = async (db: Db, sql: string, values: unknown[]): Promise<string> => {
  const [row] = await db.query<{ id: string }>(sql, values);
  if (!row) throw new Error('the builder inserted nothing');
  return row.id;
};

export interface TestUnit {
  readonly agencyId: string;
  readonly unitId: string;
  readonly signatureId: string;
  readonly signature: string;
}

/** An agency with one unit and its default name. */
export const buildUnit = async (
  db: Db,
  given: { name?: string; signature?: string; goodRowsOnly?: boolean } = {},
): Promise<TestUnit> => {
  const n = next();
  const signature = given.signature ?? '測試公共服務平臺';
  const agencyId = await one(db, 'INSERT INTO agency (name) VALUES ($1) RETURNING id', [`測試機關${n}`]);
  const unitId = await one(
    db,
    'INSERT INTO unit (agency_id, name, good_rows_only) VALUES ($1, $2, $3) RETURNING id',
    [agencyId, given.name ?? `測試單位${n}`, given.goodRowsOnly ?? false],
  );
  const signatureId = await one(
    db,
    'INSERT INTO unit_signature (unit_id, name, is_default) VALUES ($1, $2, true) RETURNING id',
    [unitId, signature],
  );
  return { agencyId, unitId, signatureId, signature };
};

/** The joint contract: open around the test clock's start unless said otherwise. */
export const buildContract = (
  db: Db,
  given: { startsAt?: string; endsAt?: string; unitPrice?: string } = {},
): Promise<string> =>
  one(
    db,
    'INSERT INTO contract (name, starts_at, ends_at, unit_price) VALUES ($1, $2, $3, $4) RETURNING id',
    [
      '共同供應契約',
      given.startsAt ?? '2026-01-01T00:00:00+08:00',
      given.endsAt ?? '2027-01-01T00:00:00+08:00',
      given.unitPrice ?? '0.75',
    ],
  );

export const buildAccount = (
  db: Db,
  unit: { unitId: string },
  given: {
    kind?: 'web' | 'api';
    role?: string;
    login?: string;
    email?: string | null;
    autoPrefix?: boolean;
  } = {},
): Promise<string> => {
  const kind = given.kind ?? 'web';
  return one(
    db,
    `INSERT INTO account (unit_id, kind, role, login, name, email, auto_prefix)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      unit.unitId,
      kind,
      given.role ?? (kind === 'web' ? 'user' : 'system'),
      given.login ?? `user${next()}`,
      `測試使用者${next()}`,
      given.email === undefined ? `user${next()}@agency.gov.tw` : given.email,
      given.autoPrefix ?? false,
    ],
  );
};

/** Puts segments into the unit's balance and into the account's allocation, with their ledger entries. */
export const buildQuota = async (
  db: Db,
  unit: { unitId: string },
  accountId: string,
  segments: number,
): Promise<void> => {
  await db.query(
    `INSERT INTO unit_balance (unit_id, ordered, remaining) VALUES ($1, $2, $2)
     ON CONFLICT (unit_id) DO UPDATE SET ordered = unit_balance.ordered + $2, remaining = unit_balance.remaining + $2`,
    [unit.unitId, segments],
  );
  await db.query('INSERT INTO allocation (account_id, unit_id, ordered, remaining) VALUES ($1, $2, $3, $3)', [
    accountId,
    unit.unitId,
    segments,
  ]);
  await db.query(
    `INSERT INTO ledger_entry (at, kind, unit_id, account_id, unit_ordered, account_ordered, remaining)
     VALUES (now(), 'order', $1, NULL, $2, 0, $2), (now(), 'allocate', $1, $3, 0, $2, 0)`,
    [unit.unitId, segments, accountId],
  );
};

/** An actor as the guard would have made it. */
export const actorOf = (
  unit: { unitId: string; agencyId: string },
  accountId: string,
  given: Partial<Actor> = {},
): Actor => ({
  kind: 'person',
  accountId,
  login: 'tester',
  name: '測試使用者',
  role: 'user',
  unitId: unit.unitId,
  agencyId: unit.agencyId,
  permissions: new Set(),
  sessionId: null,
  address: '127.0.0.1',
  traceId: randomUUID(),
  ...given,
});
