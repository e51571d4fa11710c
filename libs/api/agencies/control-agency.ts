import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

interface Controlled {
  readonly name: string;
  readonly status: 'active' | 'suspended';
}

/**
 * Takes from an agency the use of the platform, at once, and gives it back (AGY-5, GSP-9). While it is suspended nothing of
 * it is accepted and nothing that waits is handed over; what is with the carriers already goes on, and so do its receipts.
 */
@Injectable()
export class ControlAgency {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems: `not-found`, `state-conflict` {state: suspended}. */
  async suspend(tx: Tx, actor: Actor, agencyId: string, reason: string): Promise<void> {
    const { name } = await this.locked(tx, agencyId, 'active');
    await holdClaims(tx);
    await tx.execute(
      `UPDATE agency SET status = 'suspended', suspended_at = $2, suspended_by = $3, suspension_reason = $4 WHERE id = $1`,
      [agencyId, this.clock.now(), actor.accountId, reason],
    );
    await this.record(tx, actor, 'agency.suspended', agencyId, { name, reason });
  }

  /** Problems: `not-found`, `state-conflict` {state: active}. What waits goes on with the next sweep, within seconds. */
  async resume(tx: Tx, actor: Actor, agencyId: string, reason: string): Promise<void> {
    const { name } = await this.locked(tx, agencyId, 'suspended');
    await tx.execute(
      `UPDATE agency SET status = 'active', suspended_at = NULL, suspended_by = NULL, suspension_reason = NULL WHERE id = $1`,
      [agencyId],
    );
    await this.record(tx, actor, 'agency.resumed', agencyId, { name, reason });
  }

  /** What refers to the agency (every batch that is being accepted) shares its row: this lock does not wait for it. */
  private async locked(tx: Tx, agencyId: string, from: Controlled['status']): Promise<Controlled> {
    const [agency] = await tx.query<Controlled>(
      'SELECT name, status FROM agency WHERE id = $1 FOR NO KEY UPDATE',
      [agencyId],
    );
    if (!agency) throw problem('not-found');
    if (agency.status !== from) throw problem('state-conflict', { state: agency.status });
    return agency;
  }

  private record(
    tx: Tx,
    actor: Actor,
    action: 'agency.suspended' | 'agency.resumed',
    id: string,
    detail: { name: string; reason: string },
  ): Promise<void> {
    return this.audit.record(tx, actor, { action, object: { kind: 'agency', id }, detail });
  }
}

/**
 * Claims hold their carrier shared until they are committed, and read the agency after they got it: with all carriers held,
 * none is under way, and the next one sees what is committed here. For the moment of the commit no claim is made at all.
 */
const holdClaims = async (tx: Tx): Promise<void> => {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtext('carrier'), hashtext(n.code)) FROM (SELECT code FROM network ORDER BY code) n`,
  );
};
