import type { Reader, Tx } from '@sms111/api/platform';
import type { Reason } from '@sms111/domain';
import { batchIdAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { bit } from './after-submit';
import { REASON, S, STATE } from './codes';
import { MOVED, Transitions, type Moved } from './transitions';

/** A carrier's last word on one segment. */
export interface Receipt {
  /** `carrierKey(carrier, id)`, the id in the form in which it was given at submission. */
  readonly key: string;
  readonly state: 'delivered' | 'failed' | 'expired' | 'unknown';
  readonly reason: Reason;
  /** The carrier's own word and number, e.g. `DELIVRD 000`. */
  readonly code: string;
  readonly doneAt: Date | null;
  readonly receivedAt: Date;
}

interface Matched extends Receipt {
  readonly batch: number;
  readonly seq: number;
  readonly part: number;
}

interface PartKey {
  batch: number;
  seq: number;
  part: number;
}

/** How long before its own submit was recorded a receipt may have come: older ones speak of an id used before. */
const EARLY_MS = 3_600_000;

/** Validity and margin: how long ago a message may have been accepted whose receipt still comes. */
export const RECEIPT_WINDOW_MS = 8 * 86_400_000;

/**
 * Applies receipts: part results, message states, counters, ledger, in the caller's one transaction.
 * The `deliver_sm_resp` goes out after its commit. Order and repetition do not matter: a part's first word stands.
 */
@Injectable()
export class ApplyReceipts {
  constructor(private readonly transitions: Transitions) {}

  async execute(tx: Tx, receipts: readonly Receipt[], now: Date): Promise<void> {
    if (receipts.length === 0) return;
    const matched = await this.match(tx, receipts, now);
    const keys = new Set(matched.map(receipt => receipt.key));
    await this.keep(
      tx,
      receipts.filter(receipt => !keys.has(receipt.key)),
    );
    await this.apply(tx, matched, now);
  }

  /** Receipts that overtook the recording of their own submits, now that the submits are recorded. */
  async early(tx: Tx, keys: readonly string[], now: Date): Promise<void> {
    if (keys.length === 0) return;
    const rows = await tx.query<StoredReceipt>(
      `DELETE FROM unmatched_receipt WHERE carrier_message_id = ANY($1) AND received_at > $2 RETURNING ${STORED}`,
      [keys, new Date(now.getTime() - EARLY_MS)],
    );
    await this.execute(tx, rows.map(fromStored), now);
  }

  /** Forgets receipts for ids that nobody ever knew. */
  async forgetOld(tx: Tx, now: Date): Promise<void> {
    await tx.execute('DELETE FROM unmatched_receipt WHERE received_at < $1', [
      new Date(now.getTime() - RECEIPT_WINDOW_MS),
    ]);
  }

  /** Matches kept receipts again: each of two transactions may have missed the other. Returns how many were looked at. */
  async again(tx: Tx, now: Date): Promise<number> {
    const rows = await tx.query<StoredReceipt>(
      `DELETE FROM unmatched_receipt WHERE id IN (
         SELECT u.id FROM unmatched_receipt u
          WHERE EXISTS (SELECT FROM submit_part p WHERE p.carrier_message_id = u.carrier_message_id AND p.batch >= $1)
          ORDER BY u.id LIMIT 1000 FOR UPDATE SKIP LOCKED)
       RETURNING ${STORED}`,
      [batchIdAt(now.getTime() - RECEIPT_WINDOW_MS)],
    );
    await this.execute(tx, rows.map(fromStored), now);
    return rows.length;
  }

  private async match(reader: Reader, receipts: readonly Receipt[], now: Date): Promise<Matched[]> {
    if (receipts.length === 0) return [];
    const parts = await reader.query<PartKey & { key: string }>(
      `SELECT p.carrier_message_id AS key, p.batch, p.seq, p.part FROM submit_part p
        WHERE p.carrier_message_id = ANY ($1) AND p.batch >= $2 ORDER BY p.batch`,
      [receipts.map(receipt => receipt.key), batchIdAt(now.getTime() - RECEIPT_WINDOW_MS)],
    );
    const byKey = Map.groupBy(parts, part => part.key);
    return receipts.flatMap(receipt => {
      const known = byKey.get(receipt.key) ?? [];
      // A carrier that counts anew uses ids again: the latest is meant. Parts that went in one submit_sm share its receipt.
      const last = known.at(-1);
      return known
        .filter(part => part.batch === last?.batch && part.seq === last.seq)
        .map(({ batch, seq, part }) => ({ ...receipt, batch, seq, part }));
    });
  }

  /** A receipt for an id that nobody knows yet is stored and answered; a sweep tries it again until the window ends. */
  private async keep(tx: Tx, receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    await tx.execute(
      `INSERT INTO unmatched_receipt (carrier, carrier_message_id, state, reason, code, done_at, received_at)
       SELECT split_part(key, ':', 1), key, state, reason, code, done_at, received_at
         FROM unnest($1::text[], $2::smallint[], $3::smallint[], $4::text[], $5::timestamptz[], $6::timestamptz[])
              AS r (key, state, reason, code, done_at, received_at)
       ON CONFLICT DO NOTHING`,
      [
        receipts.map(r => r.key),
        receipts.map(r => STATE.number(r.state)),
        receipts.map(r => REASON.number(r.reason)),
        receipts.map(r => r.code),
        receipts.map(r => r.doneAt),
        receipts.map(r => r.receivedAt),
      ],
    );
  }

  private async apply(tx: Tx, matched: readonly Matched[], now: Date): Promise<void> {
    const fresh = await this.store(tx, matched);
    if (fresh.length === 0) return;
    const messages = perMessage(fresh);
    const moved = await tx.query<Moved>(
      `UPDATE message_state s
          SET delivered_parts = s.delivered_parts | r.delivered,
              failed_parts = s.failed_parts | r.failed,
              state = ${NEXT_STATE},
              reason = CASE ${NEXT_STATE} WHEN s.state THEN s.reason
                         WHEN ${S.delivered} THEN ${REASON.number('delivered')}
                         ELSE CASE WHEN r.failed <> 0 THEN r.reason ELSE s.reason END END,
              final_at = CASE ${NEXT_STATE} WHEN s.state THEN s.final_at ELSE r.at END
         FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::smallint[], $5::smallint[], $6::smallint[],
                     $7::timestamptz[])
              AS r (batch, seq, delivered, failed, fail_state, reason, at)
        WHERE s.batch = r.batch AND s.seq = r.seq
       RETURNING ${MOVED}`,
      [
        messages.map(m => m.batch),
        messages.map(m => m.seq),
        messages.map(m => m.delivered),
        messages.map(m => m.failed),
        messages.map(m => m.failState),
        messages.map(m => m.reason),
        messages.map(m => m.at),
      ],
    );
    await this.transitions.apply(tx, moved, now);
  }

  /** The first word on a part stands: a repeated or contradicting receipt inserts nothing and moves nothing. */
  private async store(tx: Tx, matched: readonly Matched[]): Promise<Matched[]> {
    if (matched.length === 0) return [];
    const first = new Map<string, Matched>();
    for (const receipt of matched) {
      const key = `${receipt.batch}/${receipt.seq}/${receipt.part}`;
      if (!first.has(key)) first.set(key, receipt);
    }
    const rows = [...first.values()];
    const inserted = await tx.query<PartKey>(
      `INSERT INTO part_receipt (batch, seq, part, state, reason, code, done_at, received_at)
       SELECT * FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::smallint[], $5::smallint[], $6::text[],
                            $7::timestamptz[], $8::timestamptz[])
        ORDER BY 1, 2, 3
       ON CONFLICT (batch, seq, part) DO NOTHING
       RETURNING batch, seq, part`,
      [
        rows.map(r => r.batch),
        rows.map(r => r.seq),
        rows.map(r => r.part),
        rows.map(r => STATE.number(r.state)),
        rows.map(r => REASON.number(r.reason)),
        rows.map(r => r.code),
        rows.map(r => r.doneAt),
        rows.map(r => r.receivedAt),
      ],
    );
    return inserted.flatMap(({ batch, seq, part }) => first.get(`${batch}/${seq}/${part}`) ?? []);
  }
}

/**
 * The lifecycle in SQL, where the row is locked: a message is final when each part has its last word.
 * What our own clock closed (no failed part) may still become delivered; what a receipt closed never changes.
 */
const NEXT_STATE = `(CASE
  WHEN s.state NOT IN (${S.accepted}, ${S.submitted}, ${S.unconfirmed}, ${S.expired}, ${S.unknown}) THEN s.state
  WHEN (s.delivered_parts | r.delivered | s.failed_parts | r.failed) <> (1 << s.parts) - 1 THEN s.state
  WHEN (s.failed_parts | r.failed) = 0 THEN ${S.delivered}
  WHEN s.state IN (${S.expired}, ${S.unknown}) THEN s.state
  WHEN (s.delivered_parts | r.delivered) <> 0 THEN ${S.partlyDelivered}
  ELSE r.fail_state END)`;

interface MessageWords {
  readonly batch: number;
  readonly seq: number;
  delivered: number;
  failed: number;
  failState: number;
  reason: number;
  at: Date;
}

/** Several parts of one message in one group become one update. */
const perMessage = (receipts: readonly Matched[]): MessageWords[] => {
  const messages = new Map<string, MessageWords>();
  for (const receipt of receipts) {
    const key = `${receipt.batch}/${receipt.seq}`;
    const words = messages.get(key) ?? {
      batch: receipt.batch,
      seq: receipt.seq,
      delivered: 0,
      failed: 0,
      failState: S.failed,
      reason: REASON.number('none'),
      at: receipt.receivedAt,
    };
    messages.set(key, words);
    if (receipt.state === 'delivered') words.delivered |= bit(receipt.part);
    else {
      words.failed |= bit(receipt.part);
      words.failState = STATE.number(receipt.state);
      words.reason = REASON.number(receipt.reason);
    }
  }
  return [...messages.values()];
};

interface StoredReceipt {
  key: string;
  state: number;
  reason: number;
  code: string;
  done_at: Date | null;
  received_at: Date;
}

const STORED = 'carrier_message_id AS key, state, reason, code, done_at, received_at';

const fromStored = (row: StoredReceipt): Receipt => ({
  key: row.key,
  state: STATE.word(row.state) as Receipt['state'],
  reason: REASON.word(row.reason),
  code: row.code,
  doneAt: row.done_at,
  receivedAt: row.received_at,
});
