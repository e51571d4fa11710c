import {
  byteas,
  instants,
  int4s,
  KeyRing,
  lookupHash,
  monthOf,
  texts,
  type Reader,
} from '@sms111/api/platform';
import { batchIdAt, partReference } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { bit } from './after-submit';
import { S } from './codes';
import { RECEIPT_WINDOW_MS, WHOLE, type PartPlace, type Receipt } from './receipt';

type KeyedPlace = PartPlace & { readonly key: string };

/** A message in doubt that a receipt may speak of. */
interface InDoubt {
  readonly receipt: number;
  readonly batch: number;
  readonly seq: number;
  readonly parts: number;
  /** Bits of the parts that were answered: their ids are known. */
  readonly accepted: number;
  /** One submit_sm carried them all. */
  readonly whole: boolean;
}

/** Finds which message, and which part of it, receipts speak of. */
@Injectable()
export class MatchReceipts {
  constructor(private readonly keys: KeyRing) {}

  /** Long messages by the ids of their parts, the others by number and id; `thorough`: also those whose receipt names no number. */
  async byId(
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
   * we gave, and comes after the message had left for that carrier. Only where exactly one part fits. Where one submit_sm
   * carried all parts, it has the first one's reference and speaks of the whole.
   */
  async byReference(
    reader: Reader,
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
    const rows = await reader.query<InDoubt>(
      `SELECT h.receipt, s.batch, s.seq, s.parts, s.accepted_parts AS accepted,
              s.parts > 1 AND s.accepted_parts = 0 AND k.concat IS NOT DISTINCT FROM 'payload' AS whole
         FROM unnest($1::int[], $2::bytea[]) AS h (receipt, hash)
         JOIN message_state s ON s.number_hash = h.hash AND s.batch >= $3
         LEFT JOIN message_exception e ON e.batch = s.batch AND e.seq = s.seq
         LEFT JOIN carrier_link k ON k.id = e.link
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
        .flatMap(row => placesOf(row).filter(place => referenceOf(place) === receipt.reference));
      const [only] = fitting;
      if (only && fitting.length === 1) found.set(receipt, only);
    }
    return found;
  }

  /** Keyed hashes of the receipts' numbers, of the months in which their messages may have been accepted. */
  async hashesOf(receipts: readonly Receipt[]): Promise<(receipt: Receipt) => readonly Buffer[]> {
    const months = receipts.flatMap(({ number, receivedAt }) =>
      number ? [monthOf(receivedAt), monthOf(new Date(receivedAt.getTime() - RECEIPT_WINDOW_MS))] : [],
    );
    const keys =
      months.length > 0 ? await this.keys.lookupKeys(Math.min(...months), Math.max(...months)) : [];
    return ({ number, numberHashes }) =>
      number ? keys.map(key => lookupHash(key.key, number)) : (numberHashes ?? []);
  }
}

/** Of what a receipt with a reference may speak. */
const placesOf = ({ batch, seq, parts, accepted, whole }: InDoubt): PartPlace[] =>
  whole
    ? [{ batch, seq, part: WHOLE, parts }]
    : Array.from({ length: parts }, (_, i) => i + 1)
        .filter(part => (accepted & bit(part)) === 0)
        .map(part => ({ batch, seq, part, parts }));

const referenceOf = (place: PartPlace): number => partReference(place, place.part === WHOLE ? 1 : place.part);
