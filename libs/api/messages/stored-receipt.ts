import { REASON, STATE } from './codes';
import type { Receipt } from './receipt';

/** A receipt as it is kept until its message is found: the number only as keyed hashes. */
export interface StoredReceipt {
  key: string;
  state: number;
  reason: number;
  code: string;
  done_at: Date | null;
  received_at: Date;
  number_hashes: Buffer[] | null;
  reference: number | null;
}

/** Its columns in a select list. */
export const STORED =
  'carrier_message_id AS key, state, reason, code, done_at, received_at, number_hashes, reference';

export const fromStored = (row: StoredReceipt): Receipt => ({
  key: row.key,
  state: STATE.word(row.state) as Receipt['state'],
  reason: REASON.word(row.reason),
  code: row.code,
  doneAt: row.done_at,
  receivedAt: row.received_at,
  numberHashes: row.number_hashes ?? [],
  reference: row.reference,
});
