import { byteas, instants, int2s, int4s, int8s, texts, type Tx } from '@sms111/api/platform';
import { batchIdAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { REASON, S, STATE } from './codes';
import { MatchReceipts } from './match-receipts';
import {
  firstWords,
  perMessage,
  placeKey,
  type Matched,
  type MessageWords,
  type PartKey,
} from './message-words';
import { EARLY, EARLY_MS, RECEIPT_WINDOW_MS, WHOLE, type PartPlace, type Receipt } from './receipt';
import { fromStored, STORED, type StoredReceipt } from './stored-receipt';
import { moving, Transitions, type Moved } from './transitions';

/** What nearly every receipt says. Of a message of one part it is not written down: its state row says the same. */
export const PLAIN_CODE = 'DELIVRD 000';
const isPlain = ({ state, code, parts }: Matched): boolean =>
  state === 'delivered' && code === PLAIN_CODE && parts === 1;

/** A receipt for each part that it speaks of. */
const spread = (receipt: Receipt, place: PartPlace): Matched[] =>
  place.part === WHOLE
    ? Array.from({ length: place.parts }, (_, i) => ({ ...receipt, ...place, part: i + 1 }))
    : [{ ...receipt, ...place }];

/**
 * Applies receipts: part results, message states, counters, ledger, in the caller's one transaction.
 * The `deliver_sm_resp` goes out after its commit. Order and repetition do not matter: a part's first word stands.
 */
@Injectable()
export class ApplyReceipts {
  constructor(
    private readonly transitions: Transitions,
    private readonly match: MatchReceipts,
  ) {}

  async execute(tx: Tx, receipts: readonly Receipt[], now: Date): Promise<void> {
    await this.transitions.apply(tx, await this.moves(tx, receipts, now), now);
  }

  /** The rows without what follows from them: the caller applies that once, with all other moves of its transaction. */
  async moves(tx: Tx, receipts: readonly Receipt[], now: Date): Promise<Moved[]> {
    if (receipts.length === 0) return [];
    const matched: Matched[] = [];
    const strange: Receipt[] = [];
    for (const receipt of receipts) {
      if (receipt.place) matched.push(...spread(receipt, receipt.place));
      else strange.push(receipt);
    }
    if (strange.length > 0) {
      const byId = await this.match.byId(tx, strange, now);
      const byReference = await this.match.byReference(
        tx,
        strange.filter(receipt => !byId.has(receipt)),
        now,
      );
      const found = new Map([...byId, ...byReference]);
      for (const [receipt, place] of found) matched.push(...spread(receipt, place));
      await this.keep(
        tx,
        strange.filter(receipt => !found.has(receipt)),
      );
    }
    return this.apply(tx, matched);
  }

  /** Receipts that overtook the recording of their own submits, now that the submits are recorded. */
  async early(tx: Tx, keys: readonly string[], now: Date): Promise<Moved[]> {
    if (keys.length === 0) return [];
    // Mostly there is none at all, and then nothing is looked for.
    const [any] = await tx.query('SELECT FROM unmatched_receipt LIMIT 1');
    if (!any) return [];
    const rows = await tx.query<StoredReceipt>(
      `DELETE FROM unmatched_receipt WHERE carrier_message_id = ANY($1::text[]) AND received_at > $2 RETURNING ${STORED}`,
      [texts(keys), new Date(now.getTime() - EARLY_MS)],
    );
    return this.moves(tx, rows.map(fromStored), now);
  }

  /** Forgets receipts for ids that nobody ever knew. */
  async forgetOld(tx: Tx, now: Date): Promise<void> {
    await tx.execute('DELETE FROM unmatched_receipt WHERE received_at < $1', [
      new Date(now.getTime() - RECEIPT_WINDOW_MS),
    ]);
  }

  /**
   * Matches kept receipts again: each of two transactions may have missed the other, and a message may have become
   * unconfirmed after the receipt of it came. `since`: of those that came no earlier. Returns how many found their ids.
   */
  async again(tx: Tx, now: Date, since: Date): Promise<number> {
    const rows = await tx.query<StoredReceipt>(
      `DELETE FROM unmatched_receipt WHERE id IN (
         SELECT u.id FROM unmatched_receipt u
          WHERE u.received_at >= $2
            AND (EXISTS (
                   SELECT FROM submit_part p
                    WHERE p.carrier_message_id = u.carrier_message_id AND p.batch >= $1 AND p.submitted_at <= u.received_at + ${EARLY})
             OR EXISTS (
                   SELECT FROM unnest(u.number_hashes) h (hash)
                     JOIN message_state s ON s.number_hash = h.hash AND s.batch >= $1
                    WHERE s.carrier_message_id = u.carrier_message_id AND s.submitted_at <= u.received_at + ${EARLY}
                       OR s.state = ${S.unconfirmed} AND u.reference IS NOT NULL))
          ORDER BY u.id LIMIT 1000 FOR UPDATE SKIP LOCKED)
       RETURNING ${STORED}`,
      [batchIdAt(now.getTime() - RECEIPT_WINDOW_MS), since],
    );
    const known = await this.match.byId(tx, rows.map(fromStored), now);
    // Of a number with something in doubt, not every receipt is of the message in doubt: those go back and count as looked at.
    await this.execute(tx, rows.map(fromStored), now);
    return known.size;
  }

  /**
   * The same for receipts that name no number: their messages of one part are found only by reading all of the last days, so
   * seldom, and all at once.
   */
  async againWithoutNumber(tx: Tx, now: Date): Promise<void> {
    const kept = await tx.query<StoredReceipt & { id: number }>(
      `SELECT id, ${STORED} FROM unmatched_receipt WHERE coalesce(cardinality(number_hashes), 0) = 0 ORDER BY id LIMIT 10000
         FOR UPDATE SKIP LOCKED`,
    );
    if (kept.length === 0) return;
    const ids = new Map(kept.map(row => [fromStored(row), row.id]));
    const places = await this.match.byId(tx, [...ids.keys()], now, true);
    if (places.size === 0) return;
    await tx.execute('DELETE FROM unmatched_receipt WHERE id = ANY ($1::bigint[])', [
      int8s([...places.keys()].flatMap(receipt => ids.get(receipt) ?? [])),
    ]);
    const receipts = [...places].map(([receipt, place]) => ({ ...receipt, place }));
    await this.execute(tx, receipts, now);
  }

  /**
   * A receipt for an id that nobody knows yet is stored and answered; a sweep tries it again until the window ends. A carrier that
   * counts anew uses ids again: then the later one is the one whose message may still be recorded.
   */
  private async keep(tx: Tx, receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    const hashesOf = await this.match.hashesOf(receipts);
    for (const receipt of receipts) {
      // Rare, and each with its own list of hashes.
      await tx.execute(
        `INSERT INTO unmatched_receipt (carrier, carrier_message_id, state, reason, code, done_at, received_at, number_hashes, reference)
         VALUES (split_part($1, ':', 1), $1, $2, $3, $4, $5, $6, $7::bytea[], $8)
         ON CONFLICT (carrier, carrier_message_id, state) DO UPDATE
           SET reason = excluded.reason, code = excluded.code, done_at = excluded.done_at, received_at = excluded.received_at,
               number_hashes = excluded.number_hashes, reference = excluded.reference
         WHERE unmatched_receipt.received_at < excluded.received_at`,
        [
          receipt.key,
          STATE.number(receipt.state),
          REASON.number(receipt.reason),
          receipt.code,
          receipt.doneAt,
          receipt.receivedAt,
          byteas(hashesOf(receipt)),
          receipt.reference ?? null,
        ],
      );
    }
  }

  private async apply(tx: Tx, matched: readonly Matched[]): Promise<Moved[]> {
    const others = firstWords(matched.filter(receipt => !isPlain(receipt)));
    // One part may be spoken of twice in a group; mostly nothing else is in it and nobody needs to look.
    const plain = others.length === 0 ? matched : firstWords(matched).filter(isPlain);
    const moved: Moved[] = [];
    if (plain.length > 0) moved.push(...(await this.delivered(tx, plain)));
    // What moved nothing (a person had the last word) is written down all the same.
    const idle = moved.reduce((sum, m) => sum + m.messages, 0) < plain.length;
    const fresh = await this.store(tx, idle ? firstWords([...others, ...plain]) : others);
    if (fresh.length > 0) moved.push(...(await this.any(tx, perMessage(fresh))));
    return moved;
  }

  private delivered(tx: Tx, receipts: readonly Matched[]): Promise<Moved[]> {
    return tx.query<Moved>(moving(DELIVERED), [
      int8s(receipts.map(r => r.batch)),
      int4s(receipts.map(r => r.seq)),
      instants(receipts.map(r => r.receivedAt)),
      instants(receipts.map(r => r.doneAt)),
    ]);
  }

  private any(tx: Tx, messages: readonly MessageWords[]): Promise<Moved[]> {
    return tx.query<Moved>(moving(ANY), [
      int8s(messages.map(m => m.batch)),
      int4s(messages.map(m => m.seq)),
      int2s(messages.map(m => m.delivered)),
      int2s(messages.map(m => m.failed)),
      int2s(messages.map(m => m.failState)),
      int2s(messages.map(m => m.reason)),
      instants(messages.map(m => m.at)),
    ]);
  }

  /** The first word on a part stands: a repeated or contradicting receipt inserts nothing and moves nothing. */
  private async store(tx: Tx, rows: readonly Matched[]): Promise<Matched[]> {
    if (rows.length === 0) return [];
    const inserted = await tx.query<PartKey>(
      `INSERT INTO part_receipt (batch, seq, part, state, reason, code, done_at, received_at)
       SELECT r.* FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::smallint[], $5::smallint[], $6::text[],
                              $7::timestamptz[], $8::timestamptz[])
                       AS r (batch, seq, part, state, reason, code, done_at, received_at)
         JOIN message_state s ON s.batch = r.batch AND s.seq = r.seq
        WHERE s.delivered_parts & (1 << (r.part - 1)) = 0 OR s.done_at IS NULL
        ORDER BY 1, 2, 3
       ON CONFLICT (batch, seq, part) DO NOTHING
       RETURNING batch, seq, part`,
      [
        int8s(rows.map(r => r.batch)),
        int4s(rows.map(r => r.seq)),
        int2s(rows.map(r => r.part)),
        int2s(rows.map(r => STATE.number(r.state))),
        int2s(rows.map(r => REASON.number(r.reason))),
        texts(rows.map(r => r.code)),
        instants(rows.map(r => r.doneAt)),
        instants(rows.map(r => r.receivedAt)),
      ],
    );
    const first = new Map(rows.map(row => [placeKey(row), row]));
    return inserted.flatMap(place => first.get(placeKey(place)) ?? []);
  }
}

/**
 * The lifecycle in SQL, where the row is locked: a message is final when each part has its last word.
 * What our own clock closed (no failed part) may still become delivered; what a receipt closed never changes.
 */
const MOVABLE = [S.accepted, S.submitted, S.unconfirmed, S.expired, S.unknown].join(', ');
const NEXT_STATE = `(CASE
  WHEN s.state NOT IN (${MOVABLE}) THEN s.state
  WHEN (s.delivered_parts | r.delivered | s.failed_parts | r.failed) <> (1 << s.parts) - 1 THEN s.state
  WHEN (s.failed_parts | r.failed) = 0 THEN ${S.delivered}
  WHEN s.state IN (${S.expired}, ${S.unknown}) THEN s.state
  WHEN (s.delivered_parts | r.delivered) <> 0 THEN ${S.partlyDelivered}
  ELSE r.fail_state END)`;

const ANY = `UPDATE message_state s
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
 WHERE s.batch = r.batch AND s.seq = r.seq`;

/** The same for a message of one part that arrived: nine of ten receipts. */
const DELIVERED = `UPDATE message_state s
   SET delivered_parts = 1, state = ${S.delivered}, reason = ${REASON.number('delivered')}, final_at = r.at, done_at = coalesce(r.done, r.at)
  FROM unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::timestamptz[]) AS r (batch, seq, at, done)
 WHERE s.batch = r.batch AND s.seq = r.seq AND (s.delivered_parts | s.failed_parts) = 0 AND s.state IN (${MOVABLE})`;
