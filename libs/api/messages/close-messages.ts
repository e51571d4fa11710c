import type { Reader, Tx } from '@sms111/api/platform';
import { batchIdAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { holdBatch } from './batch-lock';
import { B, REASON, S } from './codes';
import { Transitions } from './transitions';

/** How long a message may wait for a carrier, and how much longer for a receipt. */
export const VALIDITY_MS = 86_400_000;
export const MARGIN_MS = 6 * 3_600_000;

/** Messages closed in one transaction: their counters and exceptions go through memory. */
export const CHUNK = 5_000;

/** Bits of the parts that never left. */
const UNSENT = '(((1 << s.parts) - 1) & ~s.accepted_parts::int)::smallint';
const ALL_SAID = `((s.delivered_parts | s.failed_parts | ${UNSENT}) = (1 << s.parts) - 1)`;

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

  /** Messages that no carrier took while they were valid. */
  expired(tx: Tx, batch: number, at: Date): Promise<number> {
    return this.waiting(tx, batch, S.expired, REASON.number('expired'), at);
  }

  /** What has not left of a cancelled batch. What is in a claim is decided by its carrier. */
  cancelled(tx: Tx, batch: number, at: Date): Promise<number> {
    return this.waiting(tx, batch, S.cancelled, REASON.number('cancelled'), at);
  }

  /** Messages whose receipt never came; at most a chunk, the caller asks again until none is left. */
  async unknown(tx: Tx, batch: number, at: Date): Promise<number> {
    return this.move(
      tx,
      at,
      `SET state = ${S.unknown}, reason = ${REASON.number('unknown')}, final_at = $2
       WHERE s.batch = $1 AND s.seq IN (
         SELECT w.seq FROM message_state w
          WHERE w.batch = $1 AND (w.state IN (${S.submitted}, ${S.unconfirmed}) OR (w.state = ${S.accepted} AND w.accepted_parts <> 0))
            AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = $1 AND w.seq = ANY (c.seqs))
          ORDER BY w.seq LIMIT ${CHUNK})`,
      [batch, at],
    );
  }

  /**
   * Ends the waiting of a chunk of messages that nobody has in hand. One of which some parts are out already goes on as
   * handed over: the rest of it has failed, and its receipts decide.
   */
  private async waiting(tx: Tx, batch: number, state: number, reason: number, at: Date): Promise<number> {
    await holdBatch(tx, batch);
    return this.move(
      tx,
      at,
      `SET state = CASE WHEN s.accepted_parts = 0 THEN $2
                        WHEN ${ALL_SAID} THEN CASE WHEN s.delivered_parts = 0 THEN ${S.failed} ELSE ${S.partlyDelivered} END
                        ELSE ${S.submitted} END,
           failed_parts = CASE WHEN s.accepted_parts = 0 THEN s.failed_parts ELSE s.failed_parts | ${UNSENT} END,
           reason = $3,
           final_at = CASE WHEN s.accepted_parts = 0 OR ${ALL_SAID} THEN $4::timestamptz END
       WHERE s.batch = $1 AND s.seq IN (
         SELECT w.seq FROM message_state w
          WHERE w.batch = $1 AND w.state = ${S.accepted}
            AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = $1 AND w.seq = ANY (c.seqs))
          ORDER BY w.seq LIMIT ${CHUNK})`,
      [batch, state, reason, at],
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

  private move(tx: Tx, at: Date, change: string, values: readonly unknown[]): Promise<number> {
    return this.transitions.move(tx, `UPDATE message_state s ${change}`, values, at);
  }
}
