import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { readHabits, writeHabits, type CarrierHabits } from './carrier-habits';
import type { LinkSettings } from './link';
import { LinkRegister } from './link-register';

interface Waiting {
  readonly id: string;
  readonly kind: 'create' | 'edit' | 'carrier';
  readonly carrier: string;
  readonly linkId: string | null;
  readonly revision: number;
  readonly before: object;
  readonly after: object;
  readonly passwordSealed: Buffer | null;
  readonly proposedBy: string;
}

type Decision = 'approved' | 'rejected' | 'withdrawn';

/**
 * Decides about a proposed change: approved or rejected by another person than the one who proposed it, or withdrawn by that
 * one. An approved change is in force with this transaction; the links' holders take it up at their next beat.
 */
@Injectable()
export class DecideChange {
  constructor(
    private readonly clock: Clock,
    private readonly register: LinkRegister,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems: `not-found`, `second-person-needed`, `state-conflict` (decided already, or the link was changed meanwhile). */
  async approve(tx: Tx, actor: Actor, id: string): Promise<void> {
    const change = await this.waiting(tx, id);
    if (change.proposedBy === actor.accountId) throw problem('second-person-needed');
    await this.apply(tx, change);
    await this.close(tx, actor, change, 'approved', null);
  }

  /** Problems: `not-found`, `second-person-needed`, `state-conflict`. */
  async reject(tx: Tx, actor: Actor, id: string, note: string): Promise<void> {
    const change = await this.waiting(tx, id);
    if (change.proposedBy === actor.accountId) throw problem('second-person-needed');
    await this.close(tx, actor, change, 'rejected', note);
  }

  /** Problems: `not-found` (also for somebody else's), `state-conflict`. */
  async withdraw(tx: Tx, actor: Actor, id: string): Promise<void> {
    const change = await this.waiting(tx, id);
    if (change.proposedBy !== actor.accountId) throw problem('not-found');
    await this.close(tx, actor, change, 'withdrawn', null);
  }

  private async waiting(tx: Tx, id: string): Promise<Waiting> {
    const [change] = await tx.query<Waiting & { state: string }>(
      `SELECT id, kind, carrier, link_id AS "linkId", base_revision AS revision, before, after,
              password_sealed AS "passwordSealed", proposed_by AS "proposedBy", state
         FROM link_change WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!change) throw problem('not-found');
    if (change.state !== 'waiting') throw problem('state-conflict', { state: change.state });
    return change;
  }

  private async apply(tx: Tx, change: Waiting): Promise<void> {
    if (change.kind === 'carrier') {
      const now = await readHabits(tx, change.carrier);
      // The database gives jsonb back in its own order, so both go the same way.
      if (canonical(now) !== canonical(change.before)) throw problem('state-conflict', { state: 'outdated' });
      await writeHabits(tx, change.carrier, change.after as CarrierHabits);
      return;
    }
    const linkId = change.linkId ?? '';
    const [link] = await tx.query<{ revision: number }>(
      'SELECT revision FROM carrier_link WHERE id = $1 FOR UPDATE',
      [linkId],
    );
    if ((link?.revision ?? 0) !== change.revision) throw problem('state-conflict', { state: 'outdated' });
    await this.register.write(
      tx,
      linkId,
      change.carrier,
      change.after as LinkSettings,
      change.passwordSealed,
    );
  }

  private async close(
    tx: Tx,
    actor: Actor,
    change: Waiting,
    state: Decision,
    note: string | null,
  ): Promise<void> {
    // The sealed password has done its work.
    await tx.execute(
      `UPDATE link_change SET state = $2, decided_by = $3, decided_at = $4, decision_note = $5,
              password_sealed = CASE WHEN password_sealed IS NULL THEN NULL ELSE ''::bytea END
        WHERE id = $1`,
      [change.id, state, actor.accountId, this.clock.now(), note],
    );
    await this.audit.record(tx, actor, {
      action: `carrier-change.${state}`,
      object: { kind: 'carrier-change', id: change.id },
      detail: { link: change.linkId, carrier: change.carrier, note },
    });
  }
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
