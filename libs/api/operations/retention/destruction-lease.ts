import { Clock, Db, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import {
  DESTRUCTION_COLUMNS,
  STEPS,
  type DestructionCounts,
  type DestructionRow,
  type Step,
} from './destruction-row';

const LEASE_MS = 5 * 60_000;
/** After a fault it waits before it tries again. */
const AGAIN_MS = 60_000;

/** Another worker has taken over, or the destruction was withdrawn: nothing more may be written. */
export class DestructionLost extends Error {}

/** Gives destructions to workers, one at a time each, and writes down how far they came. */
@Injectable()
export class DestructionLeases {
  private readonly worker = randomUUID();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** One that waits, or whose worker fell silent. */
  async claim(): Promise<DestructionRow | null> {
    const now = this.clock.ms();
    const [row] = await this.db.query<DestructionRow>(
      `UPDATE destruction SET worker = $1, lease_until = $3
        WHERE id = (SELECT id FROM destruction
                     WHERE state = ANY ($4) AND (lease_until IS NULL OR lease_until <= $2)
                       AND (failed_at IS NULL OR failed_at <= $5)
                     ORDER BY proposed_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING ${DESTRUCTION_COLUMNS}`,
      [this.worker, new Date(now), new Date(now + LEASE_MS), STEPS, new Date(now - AGAIN_MS)],
    );
    return row ?? null;
  }

  /** Proves in a transaction that it is still ours at that step, and keeps it locked. Throws `DestructionLost`. */
  async hold(tx: Tx, id: string, step: Step): Promise<DestructionRow> {
    const [row] = await tx.query<DestructionRow>(
      `UPDATE destruction SET lease_until = $4 WHERE id = $1 AND worker = $2 AND state = $3
        RETURNING ${DESTRUCTION_COLUMNS}`,
      [id, this.worker, step, new Date(this.clock.ms() + LEASE_MS)],
    );
    if (!row) throw new DestructionLost();
    return row;
  }

  /** The same between the steps of something long. */
  async renew(id: string, step: Step): Promise<void> {
    await this.db.transaction(tx => this.hold(tx, id, step));
  }

  /** Writes down what is done, and where it stands from now on. */
  async mark(tx: Tx, id: string, { to, counts = {}, spared, shreddedAt }: Mark): Promise<void> {
    await tx.execute(
      `UPDATE destruction SET state = coalesce($2, state), counts = counts || $3::jsonb, spared = coalesce($4, spared),
              shredded_at = coalesce($5, shredded_at), finished_at = CASE WHEN $2 = 'done' THEN $6::timestamptz END,
              last_error = NULL, failed_at = NULL
        WHERE id = $1`,
      [id, to ?? null, JSON.stringify(counts), spared ?? null, shreddedAt ?? null, this.clock.now()],
    );
  }

  /** It did not get on; anybody may try again in a minute. */
  async giveBack(id: string, error: unknown): Promise<void> {
    await this.db.query(
      `UPDATE destruction SET lease_until = NULL, last_error = $3, failed_at = $4 WHERE id = $1 AND worker = $2`,
      [id, this.worker, error instanceof Error ? error.message.slice(0, 500) : 'unknown', this.clock.now()],
    );
  }
}

interface Mark {
  readonly to?: Step | 'done';
  readonly counts?: DestructionCounts;
  readonly spared?: readonly string[];
  readonly shreddedAt?: Date;
}
