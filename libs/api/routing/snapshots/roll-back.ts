import { AuditTrail } from '@sms111/api/audit';
import { problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { putInForce } from '../routing-state';
import { DECIDED } from './snapshot.views';

/** Puts another snapshot in force. Problems: `not-found`; `state-conflict` when another is in force than was seen. */
@Injectable()
export class RollBack {
  constructor(private readonly audit: AuditTrail) {}

  async execute(tx: Tx, actor: Actor, snapshot: number, instead: number | null): Promise<void> {
    const known = await tx.query(
      `SELECT FROM ported_snapshot s WHERE s.id = $1 AND s.complete AND ${DECIDED}`,
      [snapshot],
    );
    if (known.length === 0) throw problem('not-found');
    if (snapshot === instead) throw problem('state-conflict');
    await putInForce(tx, snapshot, instead);
    await this.audit.record(tx, actor, {
      action: 'routing.rolled-back',
      object: { kind: 'ported-snapshot', id: String(snapshot) },
      detail: { instead },
    });
  }
}
