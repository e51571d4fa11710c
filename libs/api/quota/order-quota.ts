import { AuditTrail, type Bystander } from '@sms111/api/audit';
import type { Actor, Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Puts an order (BIL-1) into a unit's balance, and gives accounts their allocation of it. */
@Injectable()
export class OrderQuota {
  constructor(private readonly audit: AuditTrail) {}

  async order(tx: Tx, by: Actor | Bystander, unitId: string, segments: number, at: Date): Promise<void> {
    await tx.execute(
      `INSERT INTO unit_balance AS b (unit_id, ordered, remaining) VALUES ($1, $2, $2)
       ON CONFLICT (unit_id) DO UPDATE SET ordered = b.ordered + $2, remaining = b.remaining + $2`,
      [unitId, segments],
    );
    await tx.execute(
      `INSERT INTO ledger_entry (at, kind, unit_id, unit_ordered, remaining) VALUES ($1, 'order', $2, $3, $3)`,
      [at, unitId, segments],
    );
    await this.audit.record(tx, by, {
      action: 'quota.ordered',
      object: { kind: 'unit', id: unitId },
      detail: { segments },
    });
  }

  async allocate(
    tx: Tx,
    by: Actor | Bystander,
    holder: { unitId: string; accountId: string },
    segments: number,
    at: Date,
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO allocation AS a (account_id, unit_id, ordered, remaining) VALUES ($1, $2, $3, $3)
       ON CONFLICT (account_id) DO UPDATE SET ordered = a.ordered + $3, remaining = a.remaining + $3`,
      [holder.accountId, holder.unitId, segments],
    );
    await tx.execute(
      `INSERT INTO ledger_entry (at, kind, unit_id, account_id, account_ordered) VALUES ($1, 'allocate', $2, $3, $4)`,
      [at, holder.unitId, holder.accountId, segments],
    );
    await this.audit.record(tx, by, {
      action: 'quota.allocated',
      object: { kind: 'account', id: holder.accountId },
      detail: { segments },
    });
  }
}
