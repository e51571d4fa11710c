import { AuditTrail, type AuditAction, type Bystander } from '@sms111/api/audit';
import { Clock, Db, type Actor } from '@sms111/api/platform';
import type { ProblemCode } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { addressGroup } from '../addresses/address-group';
import { Coalesce } from './coalesce';

/** Equal refusals within this time are one entry (a flood must not fill the trail). */
const WHILE_MS = 60_000;

/** A missing session is how every visit begins; these are the refusals that somebody may want to know of (baseline 75). */
const ACTIONS: Partial<Record<ProblemCode, AuditAction>> = {
  'address-not-allowed': 'address.refused',
  'api-key-wrong': 'api-key.refused',
  'csrf-token-wrong': 'access.refused',
  'permission-missing': 'access.refused',
  'too-many-attempts': 'session.refused',
  'wrong-door': 'access.refused',
};

/** Leaves an entry for what was refused at a door, in a transaction of its own: there is no deed to go with. */
@Injectable()
export class Refusals {
  private readonly coalesce = new Coalesce(WHILE_MS);

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** `at`: the endpoint's id, or the door's name. */
  async record(by: Actor | Bystander, code: ProblemCode, at: string): Promise<void> {
    const action = ACTIONS[code];
    if (!action) return;
    const who = by.accountId ?? addressGroup(by.address ?? '');
    const leftOut = this.coalesce.add(`${code} ${at} ${who}`, this.clock.ms());
    if (leftOut === null) return;
    await this.db.transaction(tx =>
      this.audit.record(tx, by, {
        action,
        outcome: 'refused',
        detail: { reason: code, at, ...(leftOut > 0 && { leftOut }) },
      }),
    );
  }
}
