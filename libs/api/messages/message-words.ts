import { bit } from './after-submit';
import { REASON, S, STATE } from './codes';
import type { PartPlace, Receipt } from './receipt';

/** A receipt whose part is known. */
export type Matched = Receipt & PartPlace;
export interface PartKey {
  batch: number;
  seq: number;
  part: number;
}

export const placeKey = ({ batch, seq, part }: PartKey): string => `${batch}/${seq}/${part}`;

/** Of what is said of one part in a group, the first. */
export const firstWords = (matched: readonly Matched[]): Matched[] => {
  const first = new Map<string, Matched>();
  for (const receipt of matched) {
    const key = placeKey(receipt);
    if (!first.has(key)) first.set(key, receipt);
  }
  return [...first.values()];
};

/** What the receipts of one group say of one message. */
export interface MessageWords {
  readonly batch: number;
  readonly seq: number;
  delivered: number;
  failed: number;
  failState: number;
  reason: number;
  at: Date;
}

/** Several parts of one message in one group become one update. */
export const perMessage = (receipts: readonly Matched[]): MessageWords[] => {
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
