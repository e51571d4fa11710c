import { LONGEST_VALIDITY_SECONDS } from '@sms111/contracts';
import type { Reason } from '@sms111/domain';
import { MARGIN_MS, VALIDITY_MS } from './close-messages';

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

/** How long ago a message may have been accepted whose receipt still comes: it waited, its carrier tried, and the margin. */
export const RECEIPT_WINDOW_MS = VALIDITY_MS + LONGEST_VALIDITY_SECONDS * 1_000 + MARGIN_MS;

/** How long before its own submit was recorded a receipt may have come: older ones speak of an id used before. */
export const EARLY_MS = 3_600_000;
export const EARLY = `interval '${EARLY_MS} milliseconds'`;
