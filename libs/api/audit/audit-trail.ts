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
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

/** Leaves the trail that a later reader can trust (ACC-10, SEC-16, baseline 16–21). */
@Injectable()
export class AuditTrail {
  constructor(private readonly clock: Clock) {}

  /** Writes one entry in the caller's transaction. A fault here fails the caller: no deed without its entry. */
  async record(tx: Tx, by: Actor | Bystander, entry: AuditEntry): Promise<void> {
    const detail = Object.entries(entry.detail ?? {}).map(([name, value]) => [name, safe(value)]);
    await tx.execute(INSERT, [
      this.clock.now(),
      entry.action,
      entry.outcome ?? 'done',
      by.accountId ?? null,
      by.login ?? null,
      by.unitId ?? null,
      by.agencyId ?? null,
      by.sessionId ?? null,
      by.address,
      by.traceId,
      entry.object?.kind ?? null,
      entry.object?.id ?? null,
      JSON.stringify(Object.fromEntries(detail)),
    ]);
  }
}
