import type { Outcome } from './outcomes';
import { DELIVERED } from './outcomes';

/**
 * One segment that a carrier has taken. The exchange keeps a single record of it and fills it anew for each
 * submit, so that counting, journal, ring and handsets read one thing and nothing is allocated.
 */
export interface AcceptedSegment {
  /** Position in LINK_NAMES. */
  link: number;
  /** On which connection it came, see SessionLog; 0 = of an earlier process. */
  session: number;
  /** Message id inside the carrier, see MessageIds. */
  handle: number;
  /** Eight digits after `09`. */
  subscriber: number;
  international: boolean;
  registered: boolean;
  outcome: Outcome;
  /** Taken without an answer. */
  mute: boolean;
  part: number;
  total: number;
  /** user_message_reference or -1. */
  userReference: number;
  contentHigh: number;
  contentLow: number;
  keyHigh: number;
  keyLow: number;
  /** Milliseconds since 1970. */
  acceptedAt: number;
  /** When its fate is settled. */
  finalAt: number;
}

export const blankSegment = (): AcceptedSegment => ({
  link: 0,
  session: 0,
  handle: 0,
  subscriber: 0,
  international: false,
  registered: false,
  outcome: DELIVERED,
  mute: false,
  part: 1,
  total: 1,
  userReference: -1,
  contentHigh: 0,
  contentLow: 0,
  keyHigh: 0,
  keyLow: 0,
  acceptedAt: 0,
  finalAt: 0,
});

/** `0912345678`. */
export const nationalNumber = (subscriber: number): string => `09${subscriber.toString().padStart(8, '0')}`;
