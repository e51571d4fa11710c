import { AuditTrail, type AuditAction } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

interface LinkControl {
  readonly enabled: boolean;
  readonly drained: boolean;
}

/**
 * Takes a link out of use and back: drained for maintenance, or switched off. One person is enough, with a reason. Its holder
 * sees it at its next beat, waits for what is out, unbinds, and nobody takes the link again before it is resumed.
 */
@Injectable()
export class ControlLink {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems of all four: `not-found`, `state-conflict`. */
  async drain(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    await this.look(tx, id, link => link.enabled && !link.drained);
    await tx.execute(
      'UPDATE carrier_link SET drained_at = $2, drained_by = $3, drain_reason = $4 WHERE id = $1',
      [id, this.clock.now(), actor.accountId, reason],
    );
    await this.record(tx, actor, 'carrier-link.drained', id, reason);
  }

  async resume(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    await this.look(tx, id, link => link.drained);
    await tx.execute(
      'UPDATE carrier_link SET drained_at = NULL, drained_by = NULL, drain_reason = NULL WHERE id = $1',
      [id],
    );
    await this.record(tx, actor, 'carrier-link.resumed', id, reason);
  }

  async switchOff(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    await this.look(tx, id, link => link.enabled);
    await tx.execute(
      'UPDATE carrier_link SET enabled = false, off_at = $2, off_by = $3, off_reason = $4 WHERE id = $1',
      [id, this.clock.now(), actor.accountId, reason],
    );
    await this.record(tx, actor, 'carrier-link.switched-off', id, reason);
  }

  async switchOn(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    await this.look(tx, id, link => !link.enabled);
    await tx.execute(
      'UPDATE carrier_link SET enabled = true, off_at = NULL, off_by = NULL, off_reason = NULL WHERE id = $1',
      [id],
    );
    await this.record(tx, actor, 'carrier-link.switched-on', id, reason);
  }

  private async look(tx: Tx, id: string, isPossible: (link: LinkControl) => boolean): Promise<void> {
    const [link] = await tx.query<LinkControl>(
      'SELECT enabled, drained_at IS NOT NULL AS drained FROM carrier_link WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!link) throw problem('not-found');
    if (!isPossible(link)) {
      throw problem('state-conflict', { state: link.enabled ? (link.drained ? 'drained' : 'on') : 'off' });
    }
  }

  private record(tx: Tx, actor: Actor, action: AuditAction, id: string, reason: string): Promise<void> {
    return this.audit.record(tx, actor, { action, object: { kind: 'carrier-link', id }, detail: { reason } });
  }
}
