import { int8s, type Reader, type Tx } from '@sms111/api/platform';
import { batchIdAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { holdBatch, tryHoldBatch } from './batch-lock';
import { B, REASON, ROUTE_METHOD, S } from './codes';
import { Transitions } from './transitions';

/** How long a message may wait for a carrier, and how much longer for a receipt. */
export const VALIDITY_MS = 86_400_000;
export const MARGIN_MS = 6 * 3_600_000;

/** Batches with a lower id were accepted too long ago: what still waits of them is not handed over any more. */
export const oldestValid = (now: Date): number => batchIdAt(now.getTime() - VALIDITY_MS);

/** How far back the clock looks for what it has to close. */
const LOOK_BACK_MS = 60 * 86_400_000;

/** How old a message of a carrier may become, in ms, before it has no last word to expect. */
export interface Ages {
  readonly of: ReadonlyMap<string, number>;
  /** Of carriers that are not named. */
  readonly others: number;
}

/** A batch of which something is to be closed. */
export interface Overdue {
  readonly batch: number;
}

/** Messages closed in one transaction: their counters and exceptions go through memory. */
export const CHUNK = 5_000;

/** Bits of the parts that never left. */
const UNSENT = '(((1 << s.parts) - 1) & ~s.accepted_parts::int)::smallint';
const ALL_SAID = `((s.delivered_parts | s.failed_parts | ${UNSENT}) = (1 << s.parts) - 1)`;

/** What our own clock and our own hand close: in doubt after a crash, too old, cancelled. */
@Injectable()
export class CloseMessages {
  constructor(private readonly transitions: Transitions) {}

  /**
   * Messages of a claim whose worker died: they may have left, so nothing submits them again. How their route was found died
   * with it, but for what an earlier attempt had written down of the same carrier.
   */
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
      `SET state = ${S.unconfirmed}, reason = ${REASON.number('no-answer')}, carrier = $3, submitted_at = coalesce(s.submitted_at, $4),
           route_method = CASE $3 WHEN s.carrier THEN s.route_method WHEN s.reroute THEN ${ROUTE_METHOD.number('rerouted')} ELSE 0 END,
           route_snapshot = CASE WHEN s.carrier = $3 THEN s.route_snapshot END
       WHERE s.batch = $1 AND s.seq = ANY($2) AND s.state = ${S.accepted}`,
      [batch, seqs, carrier, at],
    );
  }

  /** Messages that no carrier took while they were valid. None while somebody else has the batch in hand. */
  async expired(tx: Tx, batch: number, at: Date): Promise<number> {
    if (!(await tryHoldBatch(tx, batch))) return 0;
    return this.waiting(tx, batch, S.expired, REASON.number('expired'), at);
  }

  /** What has not left of a cancelled batch. What is in a claim is decided by its carrier. */
  async cancelled(tx: Tx, batch: number, at: Date): Promise<number> {
    await holdBatch(tx, batch);
    return this.waiting(tx, batch, S.cancelled, REASON.number('cancelled'), at);
  }

  /**
   * Messages whose receipt never came, of these carriers or of all; at most a chunk, the caller asks again until none is left.
   * None while somebody else has the batch in hand.
   */
  async unknown(tx: Tx, batch: number, at: Date, carriers: readonly string[] | null = null): Promise<number> {
    if (!(await tryHoldBatch(tx, batch))) return 0;
    return this.move(
      tx,
      at,
      `SET state = ${S.unknown}, reason = ${REASON.number('unknown')}, final_at = $2
       WHERE s.batch = $1 AND s.seq IN (
         SELECT w.seq FROM message_state w
          WHERE w.batch = $1 AND (w.state IN (${S.submitted}, ${S.unconfirmed}) OR (w.state = ${S.accepted} AND w.accepted_parts <> 0))
            AND ($3::text[] IS NULL OR w.carrier = ANY ($3))
            AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = $1 AND w.seq = ANY (c.seqs))
          ORDER BY w.seq LIMIT ${CHUNK})`,
      [batch, at, carriers],
    );
  }

  /**
   * Ends the waiting of a chunk of messages that nobody has in hand. One of which some parts are out already goes on as
   * handed over: the rest of it has failed, and its receipts decide.
   */
  private async waiting(tx: Tx, batch: number, state: number, reason: number, at: Date): Promise<number> {
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

  /** Batches behind `after` of which something still waits and is no longer valid. */
  overdue(reader: Reader, now: Date, after: number, most: number): Promise<Overdue[]> {
    return reader.query<Overdue>(
      `SELECT id AS batch FROM batch WHERE id < $1 AND id >= $2 AND id > $3 AND waiting_messages > 0 ORDER BY id LIMIT $4`,
      [oldestValid(now), lookBack(now), after, most],
    );
  }

  /** Batches behind `after`, and their carriers from which a last word is to be expected no more. */
  unresolved(
    reader: Reader,
    now: Date,
    ages: Ages,
    after: number,
    most: number,
  ): Promise<(Overdue & { readonly carriers: string[] })[]> {
    const before = (ms: number) => batchIdAt(now.getTime() - ms);
    return reader.query(
      `SELECT t.batch, array_agg(DISTINCT t.carrier) AS carriers
         FROM batch_tally t LEFT JOIN unnest($1::text[], $2::bigint[]) AS d (carrier, before) USING (carrier)
        WHERE t.messages > 0 AND t.state IN (${S.accepted}, ${S.submitted}, ${S.unconfirmed})
          AND t.batch >= $5 AND t.batch > $6 AND t.batch < $4 AND t.batch < coalesce(d.before, $3)
        GROUP BY t.batch ORDER BY t.batch LIMIT $7`,
      [
        [...ages.of.keys()],
        int8s([...ages.of.values()].map(before)),
        before(ages.others),
        before(Math.min(...ages.of.values(), ages.others)),
        ...[lookBack(now), after, most],
      ],
    );
  }

  /** Cancelled batches of which something came back from a carrier. */
  cancelledWaiting(reader: Reader): Promise<Overdue[]> {
    return reader.query<Overdue>(
      `SELECT id AS batch FROM batch WHERE state = ${B.cancelled} AND waiting_messages > 0`,
    );
  }

  private move(tx: Tx, at: Date, change: string, values: readonly unknown[]): Promise<number> {
    return this.transitions.move(tx, `UPDATE message_state s ${change}`, values, at);
  }
}

const lookBack = (now: Date): number => batchIdAt(now.getTime() - LOOK_BACK_MS);
