import { Clock, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { AuditAction } from './audit-actions';
import type { Bystander } from './bystander';

export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditEntry {
  readonly action: AuditAction;
  /** `refused`: somebody tried and was turned away. Default `done`. */
  readonly outcome?: 'done' | 'refused';
  /** What it was done to; the id as it is shown outwards. */
  readonly object?: { readonly kind: string; readonly id: string };
  /** Facts that help to understand the event. Never a secret, a phone number or a text. */
  readonly detail?: AuditDetail;
}

/** A file name or a search may carry a number all the same: a mobile number in any usual form is cut. */
const MOBILE = /(?<![0-9A-Za-z])(?:\+?886[- ]?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}(?!\d)/g;
const LONGEST = 300;

const safe = (value: string | number | boolean | null): string | number | boolean | null =>
  typeof value === 'string' ? value.replace(MOBILE, '09********').slice(0, LONGEST) : value;

const INSERT = `INSERT INTO audit_entry
  (at, action, outcome, account_id, login, unit_id, agency_id, session_id, address, trace_id, object_kind, object_id, detail)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[],
                           $10::text[], $11::text[], $12::text[], $13::jsonb[])`;

/** Leaves the trail that a later reader can trust (ACC-10, SEC-16, baseline 16–21). */
@Injectable()
export class AuditTrail {
  constructor(private readonly clock: Clock) {}

  /** Writes one entry in the caller's transaction. A fault here fails the caller: no deed without its entry. */
  record(tx: Tx, by: Actor | Bystander, entry: AuditEntry): Promise<void> {
    return this.recordAll(tx, [{ by, entry }]);
  }

  /** The same for several at once, in their order. */
  async recordAll(
    tx: Tx,
    entries: readonly { readonly by: Actor | Bystander; readonly entry: AuditEntry }[],
  ): Promise<void> {
    await tx.execute(INSERT, [
      this.clock.now(),
      entries.map(({ entry }) => entry.action),
      entries.map(({ entry }) => entry.outcome ?? 'done'),
      entries.map(({ by }) => by.accountId ?? null),
      entries.map(({ by }) => by.login ?? null),
      entries.map(({ by }) => by.unitId ?? null),
      entries.map(({ by }) => by.agencyId ?? null),
      entries.map(({ by }) => by.sessionId ?? null),
      entries.map(({ by }) => by.address),
      entries.map(({ by }) => by.traceId),
      entries.map(({ entry }) => entry.object?.kind ?? null),
      entries.map(({ entry }) => entry.object?.id ?? null),
      entries.map(({ entry }) => JSON.stringify(safeDetail(entry))),
    ]);
  }
}

const safeDetail = ({ detail = {} }: AuditEntry): AuditDetail =>
  Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, safe(value)]));
