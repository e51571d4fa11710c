import { AuditTrail } from '@sms111/api/audit';
import { problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { putInForce } from '../routing-state';

/** A person decides about an import that looks cut short. Problems: `not-found`; `state-conflict` when it does not wait for that. */
@Injectable()
export class DecideImport {
  constructor(private readonly audit: AuditTrail) {}

  /** Also `state-conflict` when another snapshot is in force than was seen: `instead`. */
  async confirm(tx: Tx, actor: Actor, id: string, instead: number | null): Promise<void> {
    const snapshot = await this.waiting(tx, id);
    await putInForce(tx, snapshot, instead);
    await tx.execute(`UPDATE ported_import SET state = 'done' WHERE id = $1`, [id]);
    await this.audit.record(tx, actor, {
      action: 'routing.import-confirmed',
      object: { kind: 'ported-import', id },
      detail: { snapshot, before: instead },
    });
  }

  /** The snapshot goes; its blocks go with the next tidying. */
  async discard(tx: Tx, actor: Actor, id: string): Promise<void> {
    const snapshot = await this.waiting(tx, id);
    await tx.execute(`UPDATE ported_import SET state = 'discarded', snapshot_id = NULL WHERE id = $1`, [id]);
    await tx.execute('DELETE FROM ported_snapshot WHERE id = $1', [snapshot]);
    await this.audit.record(tx, actor, {
      action: 'routing.import-discarded',
      object: { kind: 'ported-import', id },
      detail: { snapshot },
    });
  }

  private async waiting(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.query<{ state: string; snapshot: number | null }>(
      'SELECT state, snapshot_id AS snapshot FROM ported_import WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!row) throw problem('not-found');
    if (row.state !== 'confirming' || row.snapshot === null)
      throw problem('state-conflict', { state: row.state });
    return row.snapshot;
  }
}
