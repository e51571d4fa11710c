import type { showCompose, ResponseOf } from '@sms111/contracts';
import { cost, isUrgent, type Lane } from '@sms111/domain';
import { formatCount, formatDate, type Words } from '@sms111/phrases';

export type ComposeData = ResponseOf<typeof showCompose>;

/** What a click would do: how many numbers get how many segments, and what that costs at most. */
export interface Deed {
  readonly messages: number;
  readonly segments: number;
  /** NT$, whole dollars (A3). */
  readonly dollars: string;
  readonly remaining: number;
  /** What would remain; below zero where the quota does not suffice. */
  readonly after: number;
}

export const deedOf = (messages: number, segments: number, data: ComposeData): Deed => ({
  messages,
  segments,
  dollars: cost(segments, data.unitPrice).dollars,
  remaining: data.quota.remaining,
  after: data.quota.remaining - segments,
});

/** What the button says: 「發送 113 則簡訊給 100 個門號」. */
export const deedWords = ({ messages, segments }: Deed, words: Words['compose']): string =>
  messages === 0 || segments === 0
    ? words.sendNothing
    : words.sendDeed(formatCount(segments), formatCount(messages));

/** Reasons that do not hang on what was typed: the contract, the names, the quota. */
export const commonLocks = (deed: Deed, data: ComposeData, words: Words['compose']['locked']): string[] => {
  const { contract } = data;
  return [
    ...(data.signatures.length === 0 ? [words.noSignature] : []),
    ...(contract.open ? [] : [words.contract(formatDate(contract.startsAt), formatDate(contract.endsAt))]),
    ...(deed.after < 0 ? [words.quota(formatCount(deed.segments), formatCount(deed.remaining))] : []),
  ];
};

/** From so many messages on, or where they pass those of others, a summary is to be read before they go. */
const SECOND_LOOK_ABOVE = 1_000;

export const needsSecondLook = (deed: Deed, lane: Lane | null): boolean =>
  deed.messages > SECOND_LOOK_ABOVE || (lane !== null && isUrgent(lane));
