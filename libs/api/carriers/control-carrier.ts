import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Stops a carrier and lets it go on. One person is enough for a stop; a claim reads it under lock, so it holds at once. */
@Injectable()
export class ControlCarrier {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems: `not-found`, `state-conflict` {state: paused}. */
  async pause(tx: Tx, actor: Actor, carrier: string, reason: string): Promise<void> {
    // Claims hold this shared until they are committed: when the pause is answered, none is under way any more.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('carrier'), hashtext($1))", [carrier]);
    const isPaused = await this.isPaused(tx, carrier);
    if (isPaused) throw problem('state-conflict', { state: 'paused' });
    await tx.execute(
      `INSERT INTO carrier_control AS c (carrier, paused_at, paused_by, pause_reason) VALUES ($1, $2, $3, $4)
       ON CONFLICT (carrier) DO UPDATE SET paused_at = excluded.paused_at, paused_by = excluded.paused_by,
                                           pause_reason = excluded.pause_reason`,
      [carrier, this.clock.now(), actor.accountId, reason],
    );
    await this.record(tx, actor, 'carrier.paused', carrier, reason);
  }

  /** Problems: `not-found`, `state-conflict` {state: running}. */
  async resume(tx: Tx, actor: Actor, carrier: string, reason: string): Promise<void> {
    const isPaused = await this.isPaused(tx, carrier);
    if (!isPaused) throw problem('state-conflict', { state: 'running' });
    await tx.execute(
      'UPDATE carrier_control SET paused_at = NULL, paused_by = NULL, pause_reason = NULL WHERE carrier = $1',
      [carrier],
    );
    await this.record(tx, actor, 'carrier.resumed', carrier, reason);
  }

  private async isPaused(tx: Tx, carrier: string): Promise<boolean> {
    const [network] = await tx.query<{ code: string }>(
      'SELECT code FROM network WHERE code = $1 FOR UPDATE',
      [carrier],
    );
    if (!network) throw problem('not-found');
    const [row] = await tx.query<{ paused: boolean }>(
      'SELECT paused_at IS NOT NULL AS paused FROM carrier_control WHERE carrier = $1 FOR UPDATE',
      [carrier],
    );
    return row?.paused ?? false;
  }

  private record(
    tx: Tx,
    actor: Actor,
    action: 'carrier.paused' | 'carrier.resumed',
    carrier: string,
    reason: string,
  ): Promise<void> {
    return this.audit.record(tx, actor, {
      action,
      object: { kind: 'carrier', id: carrier },
      detail: { reason },
    });
  }
}
