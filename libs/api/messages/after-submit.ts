import type { MessageState, Reason } from '@sms111/domain';

/** What came of writing one segment. */
export type PartOutcome =
  | { readonly kind: 'accepted'; readonly part: number; readonly carrierMessageId: string }
  | {
      readonly kind: 'refused';
      readonly part: number;
      readonly status: number;
      readonly reason: Reason;
      readonly permanent: boolean;
      /** The carrier does not serve the number: another one may. */
      readonly elsewhere?: boolean;
    }
  | { readonly kind: 'not-written'; readonly part: number }
  | { readonly kind: 'no-answer'; readonly part: number };

export interface BeforeSubmit {
  /** Segments of the message, 1–5. */
  readonly parts: number;
  /** Bits of the parts that a carrier has accepted. */
  readonly acceptedParts: number;
  readonly failedParts: number;
  readonly attempts: number;
}

export interface AfterSubmit {
  readonly state: MessageState;
  readonly reason: Reason;
  readonly acceptedParts: number;
  readonly failedParts: number;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}

/** Part 1 is bit 0. */
export const bit = (part: number): number => 1 << (part - 1);
export const allParts = (parts: number): number => (1 << parts) - 1;

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/** 1 s, 2 s, 4 s … 60 s, spread over half of itself so that a refused window does not return as one. */
export const backOff = (attempts: number, random: () => number): number => {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempts, 10), LONGEST_DELAY_MS);
  return Math.round(delay * (0.5 + random() / 2));
};

/**
 * The state of a message after an attempt.
 * - No answer to any part: `unconfirmed`, never submitted again by machine.
 * - A part refused for good: nothing more is submitted; with no part out the message has failed.
 * - Not known to this carrier while there is another one to ask (`reroute`): due again at once, if nothing of it is out.
 * - Refused for now, or never written: `accepted` again, due after a back-off. Parts already out stay out.
 */
export const afterSubmit = (
  before: BeforeSubmit,
  outcomes: readonly PartOutcome[],
  now: Date,
  { random = Math.random, reroute = false }: { random?: () => number; reroute?: boolean } = {},
): AfterSubmit => {
  let acceptedParts = before.acceptedParts;
  for (const outcome of outcomes) if (outcome.kind === 'accepted') acceptedParts |= bit(outcome.part);
  const rest = {
    acceptedParts,
    failedParts: before.failedParts,
    attempts: before.attempts + 1,
    nextAttemptAt: null,
  };

  if (outcomes.some(outcome => outcome.kind === 'no-answer')) {
    return { ...rest, state: 'unconfirmed', reason: 'no-answer' };
  }
  if (acceptedParts === allParts(before.parts)) return { ...rest, state: 'submitted', reason: 'none' };

  if (reroute && acceptedParts === 0) return { ...rest, state: 'accepted', reason: 'none' };

  const refused = outcomes.find(outcome => outcome.kind === 'refused' && outcome.permanent);
  if (refused?.kind === 'refused') {
    const failedParts = allParts(before.parts) & ~acceptedParts;
    return {
      ...rest,
      failedParts,
      state: acceptedParts === 0 ? 'failed' : 'submitted',
      reason: refused.reason,
    };
  }
  const temporary = outcomes.find(outcome => outcome.kind === 'refused');
  // A link that went away before anything was written is nobody's refusal: the next link may have it at once.
  const delay = temporary ? backOff(before.attempts, random) : 0;
  return {
    ...rest,
    state: 'accepted',
    reason: temporary?.kind === 'refused' ? temporary.reason : 'none',
    attempts: temporary ? rest.attempts : before.attempts,
    nextAttemptAt: delay > 0 ? new Date(now.getTime() + delay) : null,
  };
};
