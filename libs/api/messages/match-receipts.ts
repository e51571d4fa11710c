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
import { EARLY, RECEIPT_WINDOW_MS, WHOLE, type PartPlace, type Receipt } from './receipt';

/** Where one of the receipts belongs. */
type PlaceOf = PartPlace & { readonly receipt: number; readonly leftAt: Date };

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

  /**
   * Long messages by the ids of their parts, the others by number and id; `thorough`: also those whose receipt names no number.
   * A carrier that counts anew uses ids again: the latest message is meant that had left when the receipt came.
   */
  async byId(
    reader: Reader,
    receipts: readonly Receipt[],
    now: Date,
    thorough = false,
  ): Promise<Map<Receipt, PartPlace>> {
    if (receipts.length === 0) return new Map();
    const since = batchIdAt(now.getTime() - RECEIPT_WINDOW_MS);
    const hashesOf = await this.hashesOf(receipts);
    const all = receipts.map((receipt, index) => ({ ...receipt, index, hashes: hashesOf(receipt) }));
    const hashed = all.flatMap(({ hashes, ...said }) => hashes.map(hash => ({ ...said, hash })));
    const nameless = thorough ? all.filter(({ hashes }) => hashes.length === 0) : [];
    const found = await reader.query<PlaceOf>(
      `SELECT r.receipt, p.batch, p.seq, p.part, s.parts, p.submitted_at AS "leftAt"
         FROM unnest($2::int[], $3::text[], $4::timestamptz[]) AS r (receipt, key, at)
         JOIN submit_part p ON p.carrier_message_id = r.key AND p.batch >= $1 AND p.submitted_at <= r.at + ${EARLY}
         JOIN message_state s ON s.batch = p.batch AND s.seq = p.seq`,
      [since, ...columnsOf(all)],
    );
    const single = `SELECT r.receipt, s.batch, s.seq, 1 AS part, s.parts, s.submitted_at AS "leftAt" FROM message_state s, `;
    const same = `s.batch >= $1 AND s.carrier_message_id = r.key AND s.submitted_at <= r.at + ${EARLY}`;
    found.push(
      ...(await reader.query<PlaceOf>(
        `${single} unnest($2::int[], $3::text[], $4::timestamptz[], $5::bytea[]) AS r (receipt, key, at, hash)
          WHERE ${same} AND s.number_hash = r.hash`,
        [since, ...columnsOf(hashed), byteas(hashed.map(({ hash }) => hash))],
      )),
    );
    if (nameless.length > 0) {
      found.push(
        ...(await reader.query<PlaceOf>(
          `${single} unnest($2::int[], $3::text[], $4::timestamptz[]) AS r (receipt, key, at) WHERE ${same}`,
          [since, ...columnsOf(nameless)],
        )),
      );
    }
    return latestPlaces(receipts, found);
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

/** Of each receipt the message that left last. */
const latestPlaces = (receipts: readonly Receipt[], found: readonly PlaceOf[]): Map<Receipt, PartPlace> => {
  const latest = new Map<Receipt, PlaceOf>();
  for (const each of found) {
    const receipt = receipts[each.receipt];
    if (!receipt) continue;
    const known = latest.get(receipt);
    // Parts that went in one submit_sm share its id.
    if (known?.batch === each.batch && known.seq === each.seq) latest.set(receipt, { ...each, part: WHOLE });
    else if (!known || known.leftAt < each.leftAt) latest.set(receipt, each);
  }
  return new Map(
    [...latest].map(([receipt, { batch, seq, part, parts }]) => [receipt, { batch, seq, part, parts }]),
  );
};

const columnsOf = (receipts: readonly (Receipt & { readonly index: number })[]) => [
  int4s(receipts.map(({ index }) => index)),
  texts(receipts.map(({ key }) => key)),
  instants(receipts.map(({ receivedAt }) => receivedAt)),
];

/** Of what a receipt with a reference may speak. */
const placesOf = ({ batch, seq, parts, accepted, whole }: InDoubt): PartPlace[] =>
  whole
    ? [{ batch, seq, part: WHOLE, parts }]
    : Array.from({ length: parts }, (_, i) => i + 1)
        .filter(part => (accepted & bit(part)) === 0)
        .map(part => ({ batch, seq, part, parts }));

const referenceOf = (place: PartPlace): number => partReference(place, place.part === WHOLE ? 1 : place.part);
