import {
  byteas,
  instants,
  int2s,
  int4s,
  int8s,
  KeyRing,
  lookupHash,
  monthOf,
  texts,
  type Reader,
  type Tx,
} from '@sms111/api/platform';
import type { Reason } from '@sms111/domain';
import { batchIdAt, partReference } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { bit } from './after-submit';
import { REASON, S, STATE } from './codes';
import { moving, Transitions, type Moved } from './transitions';

/** In the place of a part: one submit_sm carried them all (`payload`), and one receipt speaks of all. */
export const WHOLE = 0;

/** Which part of which message, of how many. */
export interface PartPlace {
  readonly batch: number;
  readonly seq: number;
  /** 1 …, or `WHOLE`. */
  readonly part: number;
  readonly parts: number;
}

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
  /** Where the one who submitted it still knows. */
  readonly place?: PartPlace | undefined;
  /**
   * `09…` and the `user_message_reference`, where the receipt says them: by number and id a message is found, by number and
   * reference one whose id never came.
   */
  readonly number?: string | null;
  readonly reference?: number | null;
  /** Keyed hashes of the number, of a receipt that was kept: the number itself was not. */
  readonly numberHashes?: readonly Buffer[];
}

type Matched = Receipt & PartPlace;
type KeyedPlace = PartPlace & { readonly key: string };

interface PartKey {
  batch: number;
  seq: number;
  part: number;
}

/** How long before its own submit was recorded a receipt may have come: older ones speak of an id used before. */
const EARLY_MS = 3_600_000;

/** Validity and margin: how long ago a message may have been accepted whose receipt still comes. */
export const RECEIPT_WINDOW_MS = 8 * 86_400_000;

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
    private readonly keys: KeyRing,
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
      const byId = await this.byId(tx, strange, now);
      const byReference = await this.byReference(
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
            AND (EXISTS (SELECT FROM submit_part p WHERE p.carrier_message_id = u.carrier_message_id AND p.batch >= $1)
             OR EXISTS (
                   SELECT FROM unnest(u.number_hashes) h (hash)
                     JOIN message_state s ON s.number_hash = h.hash AND s.batch >= $1
                    WHERE s.carrier_message_id = u.carrier_message_id
                       OR s.state = ${S.unconfirmed} AND u.reference IS NOT NULL))
          ORDER BY u.id LIMIT 1000 FOR UPDATE SKIP LOCKED)
       RETURNING ${STORED}`,
      [batchIdAt(now.getTime() - RECEIPT_WINDOW_MS), since],
    );
    const known = await this.byId(tx, rows.map(fromStored), now);
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
    const places = await this.byId(tx, kept.map(fromStored), now, true);
    const found = new Map([...places].map(([{ key }, place]) => [key, place]));
    const matched = kept.filter(({ key }) => found.has(key));
    if (matched.length === 0) return;
    await tx.execute('DELETE FROM unmatched_receipt WHERE id = ANY ($1::bigint[])', [
      int8s(matched.map(({ id }) => id)),
    ]);
    const receipts = matched.map(row => ({ ...fromStored(row), place: found.get(row.key) }));
    await this.execute(tx, receipts, now);
  }

  /** Long messages by the ids of their parts, the others by number and id; `thorough`: also those whose receipt names no number. */
  private async byId(
    reader: Reader,
    receipts: readonly Receipt[],
    now: Date,
    thorough = false,
  ): Promise<Map<Receipt, PartPlace>> {
    if (receipts.length === 0) return new Map();
    const since = batchIdAt(now.getTime() - RECEIPT_WINDOW_MS);
    const parts = await reader.query<KeyedPlace>(
      `SELECT k.key, p.batch, p.seq, p.part, s.parts FROM unnest($1::text[]) AS k (key)
         JOIN submit_part p ON p.carrier_message_id = k.key AND p.batch >= $2
         JOIN message_state s ON s.batch = p.batch AND s.seq = p.seq`,
      [texts([...new Set(receipts.map(receipt => receipt.key))]), since],
    );
    const hashed: { key: string; hash: Buffer }[] = [];
    const nameless: string[] = [];
    const hashesOf = await this.hashesOf(receipts);
    for (const receipt of receipts) {
      const hashes = hashesOf(receipt);
      if (hashes.length === 0) nameless.push(receipt.key);
      for (const hash of hashes) hashed.push({ key: receipt.key, hash });
    }
    parts.push(
      ...(await reader.query<KeyedPlace>(
        `SELECT k.key, s.batch, s.seq, 1 AS part, s.parts FROM unnest($1::text[], $2::bytea[]) AS k (key, hash)
           JOIN message_state s ON s.number_hash = k.hash AND s.batch >= $3 AND s.carrier_message_id = k.key`,
        [texts(hashed.map(each => each.key)), byteas(hashed.map(each => each.hash)), since],
      )),
    );
    if (thorough && nameless.length > 0) {
      parts.push(
        ...(await reader.query<KeyedPlace>(
          `SELECT s.carrier_message_id AS key, s.batch, s.seq, 1 AS part, s.parts FROM message_state s
            WHERE s.batch >= $2 AND s.carrier_message_id = ANY ($1::text[])`,
          [texts(nameless), since],
        )),
      );
    }
    // A carrier that counts anew uses ids again: the latest is meant. Parts that went in one submit_sm share its id.
    const byKey = new Map<string, PartPlace>();
    for (const { key, ...place } of parts) {
      const known = byKey.get(key);
      if (known?.batch === place.batch && known.seq === place.seq) byKey.set(key, { ...place, part: WHOLE });
      else if (!known || known.batch < place.batch) byKey.set(key, place);
    }
    const found = new Map<Receipt, PartPlace>();
    for (const receipt of receipts) {
      const place = byKey.get(receipt.key);
      if (place) found.set(receipt, place);
    }
    return found;
  }

  /**
   * Messages in doubt that left without an answer: their ids are unknown, but a receipt says the number and the reference that
   * we gave, and comes after the message had left for that carrier. Only where exactly one part fits.
   */
  private async byReference(
    tx: Tx,
    receipts: readonly Receipt[],
    now: Date,
  ): Promise<Map<Receipt, PartPlace>> {
    const found = new Map<Receipt, PartPlace>();
    const speaking = receipts.filter(
      ({ number, numberHashes, reference }) =>
        (number || numberHashes?.length) && typeof reference === 'number',
    );
    if (speaking.length === 0) return found;
    const hashes: { receipt: number; hash: Buffer }[] = [];
    const hashesOf = await this.hashesOf(speaking);
    for (const [index, receipt] of speaking.entries()) {
      for (const hash of hashesOf(receipt)) hashes.push({ receipt: index, hash });
    }
    const rows = await tx.query<PartKey & { receipt: number; parts: number; accepted: number }>(
      `SELECT h.receipt, s.batch, s.seq, s.parts, s.accepted_parts AS accepted
         FROM unnest($1::int[], $2::bytea[]) AS h (receipt, hash)
         JOIN message_state s ON s.number_hash = h.hash AND s.batch >= $3
        WHERE s.state = ${S.unconfirmed} AND s.carrier = split_part(($4::text[])[h.receipt + 1], ':', 1)
          AND s.submitted_at <= ($5::timestamptz[])[h.receipt + 1] + interval '1 minute'`,
      [
        int4s(hashes.map(each => each.receipt)),
        byteas(hashes.map(each => each.hash)),
        batchIdAt(now.getTime() - RECEIPT_WINDOW_MS),
        texts(speaking.map(receipt => receipt.key)),
        instants(speaking.map(receipt => receipt.receivedAt)),
      ],
    );
    for (const [index, receipt] of speaking.entries()) {
      const fitting = rows
        .filter(row => row.receipt === index)
        .flatMap(row =>
          Array.from({ length: row.parts }, (_, i) => i + 1)
            .filter(
              part => (row.accepted & bit(part)) === 0 && partReference(row, part) === receipt.reference,
            )
            .map((part): PartPlace => ({ batch: row.batch, seq: row.seq, part, parts: row.parts })),
        );
      const [only] = fitting;
      if (only && fitting.length === 1) found.set(receipt, only);
    }
    return found;
  }

  /** Keyed hashes of the receipts' numbers, of the months in which their messages may have been accepted. */
  private async hashesOf(receipts: readonly Receipt[]): Promise<(receipt: Receipt) => readonly Buffer[]> {
    const months = receipts.flatMap(({ number, receivedAt }) =>
      number ? [monthOf(receivedAt), monthOf(new Date(receivedAt.getTime() - RECEIPT_WINDOW_MS))] : [],
    );
    const keys =
      months.length > 0 ? await this.keys.lookupKeys(Math.min(...months), Math.max(...months)) : [];
    return ({ number, numberHashes }) =>
      number ? keys.map(key => lookupHash(key.key, number)) : (numberHashes ?? []);
  }

  /** A receipt for an id that nobody knows yet is stored and answered; a sweep tries it again until the window ends. */
  private async keep(tx: Tx, receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    const hashesOf = await this.hashesOf(receipts);
    for (const receipt of receipts) {
      // Rare, and each with its own list of hashes.
      await tx.execute(
        `INSERT INTO unmatched_receipt (carrier, carrier_message_id, state, reason, code, done_at, received_at, number_hashes, reference)
         VALUES (split_part($1, ':', 1), $1, $2, $3, $4, $5, $6, $7::bytea[], $8) ON CONFLICT DO NOTHING`,
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

const placeKey = ({ batch, seq, part }: PartKey): string => `${batch}/${seq}/${part}`;

/** Of what is said of one part in a group, the first. */
const firstWords = (matched: readonly Matched[]): Matched[] => {
  const first = new Map<string, Matched>();
  for (const receipt of matched) {
    const key = placeKey(receipt);
    if (!first.has(key)) first.set(key, receipt);
  }
  return [...first.values()];
};

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
  number_hashes: Buffer[] | null;
  reference: number | null;
}

const STORED =
  'carrier_message_id AS key, state, reason, code, done_at, received_at, number_hashes, reference';

const fromStored = (row: StoredReceipt): Receipt => ({
  key: row.key,
  state: STATE.word(row.state) as Receipt['state'],
  reason: REASON.word(row.reason),
  code: row.code,
  doneAt: row.done_at,
  receivedAt: row.received_at,
  numberHashes: row.number_hashes ?? [],
  reference: row.reference,
});
