import type { Reader, Tx } from '@sms111/api/platform';
import { batchIdAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { holdBatch } from './batch-lock';
import { B, REASON, S } from './codes';
import { MOVED, Transitions, type Moved } from './transitions';

/** How long a message may wait for a carrier, and how much longer for a receipt. */
export const VALIDITY_MS = 86_400_000;
export const MARGIN_MS = 6 * 3_600_000;

/** What our own clock and our own hand close: in doubt after a crash, too old, cancelled. */
@Injectable()
export class CloseMessages {
  constructor(private readonly transitions: Transitions) {}

  /** Messages of a claim whose worker died: they may have left, so nothing submits them again. */
  async unconfirmed(
    tx: Tx,
    batch: number,
    seqs: readonly number[],
    carrier: string,
    at: Date,
  ): Promise<number> {
    return this.move(
      tx,
      at,
      `SET state = ${S.unconfirmed}, reason = ${REASON.number('no-answer')}, carrier = $3, submitted_at = coalesce(s.submitted_at, $4)
       WHERE s.batch = $1 AND s.seq = ANY($2) AND s.state = ${S.accepted}`,
      [batch, seqs, carrier, at],
    );
  }

  /** Messages that no carrier took while they were valid. Their open claims, if any, have ended long before. */
  async expired(tx: Tx, batch: number, at: Date): Promise<number> {
    await holdBatch(tx, batch);
    return this.move(
      tx,
      at,
      `SET state = ${S.expired}, reason = ${REASON.number('expired')}, final_at = $2
       WHERE s.batch = $1 AND s.state = ${S.accepted} AND s.accepted_parts = 0
         AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = $1 AND s.seq = ANY (c.seqs))`,
      [batch, at],
    );
  }

  /** Messages whose receipt never came. */
  async unknown(tx: Tx, batch: number, at: Date): Promise<number> {
    return this.move(
      tx,
      at,
      `SET state = ${S.unknown}, reason = ${REASON.number('unknown')}, final_at = $2
       WHERE s.batch = $1 AND (s.state IN (${S.submitted}, ${S.unconfirmed}) OR (s.state = ${S.accepted} AND s.accepted_parts <> 0))`,
      [batch, at],
    );
  }

  /** What has not left of a cancelled batch. What is in a claim is decided by its carrier. */
  async cancelled(tx: Tx, batch: number, at: Date): Promise<number> {
    await holdBatch(tx, batch);
    return this.move(
      tx,
      at,
      `SET state = ${S.cancelled}, reason = ${REASON.number('cancelled')}, final_at = $2
       WHERE s.batch = $1 AND s.state = ${S.accepted} AND s.accepted_parts = 0
         AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = $1 AND s.seq = ANY (c.seqs))`,
      [batch, at],
    );
  }

  /** Batches in which something is older than `ms` and still waits (`waiting`) or still has no last word. */
  async overdue(reader: Reader, now: Date, ms: number, which: 'waiting' | 'unresolved'): Promise<number[]> {
    const condition =
      which === 'waiting'
        ? 'b.waiting_messages > 0'
        : `EXISTS (SELECT FROM batch_tally t WHERE t.batch = b.id AND t.messages > 0
                     AND t.state IN (${S.accepted}, ${S.submitted}, ${S.unconfirmed}))`;
    const rows = await reader.query<{ id: number }>(
      `SELECT b.id FROM batch b WHERE b.id < $1 AND b.id >= $2 AND ${condition} ORDER BY b.id LIMIT 100`,
      [batchIdAt(now.getTime() - ms), batchIdAt(now.getTime() - 60 * 86_400_000)],
    );
    return rows.map(row => row.id);
  }

  /** Cancelled batches of which something came back from a carrier. */
  async cancelledWaiting(reader: Reader): Promise<number[]> {
    const rows = await reader.query<{ id: number }>(
      `SELECT id FROM batch WHERE state = ${B.cancelled} AND waiting_messages > 0`,
    );
    return rows.map(row => row.id);
  }

  private async move(tx: Tx, at: Date, change: string, values: readonly unknown[]): Promise<number> {
    const moved = await tx.query<Moved>(`UPDATE message_state s ${change} RETURNING ${MOVED}`, values);
    await this.transitions.apply(tx, moved, at);
    return moved.length;
  }
}
