import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { maskMobile } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { givenMobile } from '../given-number';
import { touchRouting } from '../routing-state';
import { SealedNumbers } from '../sealed-number';

export interface NewOverride {
  readonly number: string;
  readonly network: string;
  readonly reason: string;
  /** ISO 8601; `null`: until somebody ends it. */
  readonly endsAt: string | null;
}

/**
 * Sets the carrier of one number by hand. Problems: `invalid-request`; `state-conflict` when the number has an override
 * already.
 */
@Injectable()
export class PlaceOverride {
  constructor(
    private readonly clock: Clock,
    private readonly numbers: SealedNumbers,
    private readonly audit: AuditTrail,
  ) {}

  /** The id of the override. */
  async execute(tx: Tx, actor: Actor, { number, network, reason, endsAt }: NewOverride): Promise<string> {
    const mobile = givenMobile(number);
    const now = this.clock.now();
    if (endsAt !== null && Date.parse(endsAt) <= now.getTime())
      throw problem('invalid-request', {}, [{ pointer: '/endsAt', code: 'too_small' }]);
    const hash = this.numbers.hash('override', mobile);
    // One that ran out by itself makes room.
    await tx.execute(
      'UPDATE number_override SET ended_at = ends_at WHERE number_hash = $1 AND ended_at IS NULL AND ends_at <= $2',
      [hash, now],
    );
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO number_override (number_hash, number_sealed, network, reason, placed_at, placed_by, ends_at)
       SELECT $1, $2, code, $4, $5, $6, $7 FROM network WHERE code = $3
       ON CONFLICT (number_hash) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
      [hash, await this.numbers.seal('override', mobile), network, reason, now, actor.login, endsAt],
    );
    if (!row) throw problem('state-conflict');
    await touchRouting(tx);
    await this.audit.record(tx, actor, {
      action: 'routing.override-placed',
      object: { kind: 'number-override', id: row.id },
      detail: { number: maskMobile(mobile), network, reason, endsAt },
    });
    return row.id;
  }
}
