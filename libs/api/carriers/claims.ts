import { Clock, Db, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

/** How long a claim stands without a sign of life from its worker. Renewed by the keeper's heartbeat. */
export const LEASE_SECONDS = 15;
const LOST_AFTER_MS = 10_000;
const LOST_FOR_MS = 300_000;

export interface ClaimedMessage {
  readonly seq: number;
  readonly parts: number;
  readonly acceptedParts: number;
  readonly failedParts: number;
  readonly attempts: number;
}

export interface Claim {
  readonly id: number;
  readonly messages: readonly ClaimedMessage[];
}

interface ClaimRow {
  claim_id: number;
  seq: number;
  parts: number;
  accepted_parts: number;
  failed_parts: number;
  attempts: number;
}

export interface ClosedClaim {
  readonly batch: number;
  readonly seqs: number[];
  readonly carrier: string;
  readonly link: string;
}

/** Claims: which messages are being handed to which link. The database decides; jobs only wake. */
@Injectable()
export class Claims {
  /** Claims that this process has in hand. */
  private readonly open = new Set<number>();
  /** Tokens of claims whose answer never came, and when that was. */
  private readonly unheard = new Map<string, number>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Takes those of the messages that are still due and nobody's. Empty when the batch or the link was stopped. */
  async take(
    batch: number,
    range: number,
    link: string,
    worker: string,
    seqs: readonly number[],
  ): Promise<Claim | null> {
    const rows = await this.ask([
      batch,
      range,
      link,
      worker,
      seqs,
      this.clock.now(),
      `${LEASE_SECONDS} seconds`,
    ]);
    const [first] = rows;
    if (!first) return null;
    this.open.add(first.claim_id);
    return {
      id: first.claim_id,
      messages: rows.map(row => ({
        seq: row.seq,
        parts: row.parts,
        acceptedParts: row.accepted_parts,
        failedParts: row.failed_parts,
        attempts: row.attempts,
      })),
    };
  }

  /** Ends claims in the transaction that records them. */
  async end(tx: Tx, ids: readonly number[]): Promise<void> {
    await tx.execute('DELETE FROM claim WHERE id = ANY ($1)', [ids]);
  }

  /** A claim that is no longer in this process's hands. One that could not be written is left to its lease. */
  forget(id: number): void {
    this.open.delete(id);
  }

  /** A worker's sign of life for all that it has in hand. */
  async renew(worker: string): Promise<void> {
    await this.db.query(
      `UPDATE claim SET lease_until = $3::timestamptz + $4::interval WHERE worker = $1 AND id = ANY ($2)`,
      [worker, [...this.open], this.clock.now(), `${LEASE_SECONDS} seconds`],
    );
  }

  /**
   * Gives back claims whose answer was lost: the connection was cut between their commit and the answer. Nobody submitted
   * them, so their messages are simply due again. A statement that was still on its way may commit later: asked again.
   */
  async dropUnheard(worker: string): Promise<void> {
    const now = Date.now();
    const lost = [...this.unheard].filter(([, at]) => now - at > LOST_AFTER_MS).map(([token]) => token);
    if (lost.length === 0) return;
    await this.db.query('DELETE FROM claim WHERE worker = $1 AND token = ANY ($2)', [worker, lost]);
    for (const [token, at] of this.unheard) if (now - at > LOST_FOR_MS) this.unheard.delete(token);
  }

  /** Takes away one claim whose worker has been silent for too long; `null` when there is none. */
  async closeDead(tx: Tx): Promise<ClosedClaim | null> {
    const [claim] = await tx.query<ClosedClaim>(
      `DELETE FROM claim c USING carrier_link l
        WHERE l.id = c.link
          AND c.id IN (SELECT id FROM claim WHERE lease_until < $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING c.batch, c.seqs, l.carrier, c.link`,
      [this.clock.now()],
    );
    return claim ?? null;
  }

  private async ask(values: readonly unknown[]): Promise<ClaimRow[]> {
    const token = randomUUID();
    try {
      return await this.db.query<ClaimRow>('SELECT * FROM take_claim($1, $2, $3, $4, $5, $6, $7, $8)', [
        ...values,
        token,
      ]);
    } catch (error) {
      this.unheard.set(token, Date.now());
      throw error;
    }
  }
}
