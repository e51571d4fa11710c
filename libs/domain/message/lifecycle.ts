/** States of a message, and of each of its parts (segments); a part is never `partly-delivered`. */
export const MESSAGE_STATES = [
  'accepted',
  'submitting',
  'submitted',
  'unconfirmed',
  'delivered',
  'partly-delivered',
  'failed',
  'expired',
  'unknown',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
export type PartState = Exclude<MessageState, 'partly-delivered'>;

/** Why a message or part is in its state. `none`: nothing to add. */
export const REASONS = [
  'none',
  'delivered',
  'expired',
  'invalid-number',
  'handset-fail',
  'barred',
  'content-refused',
  'cancelled',
  'unknown',
  'route-fail',
  'gateway-fail',
  'throttled',
  'no-answer',
  'rejected',
  'deleted',
] as const;
export type Reason = (typeof REASONS)[number];

/**
 * Who set a state. What our own clock or a person had closed without the carrier's word (`unknown`, `expired`) may be put
 * right by a late receipt; what a carrier said, itself or through a person, stands.
 */
export type SetBy = 'carrier' | 'clock' | 'person';

/** What a person may say of a message in doubt, after asking its carrier (architecture.md: `unconfirmed`). */
export const RESOLUTIONS = ['delivered', 'submitted', 'failed', 'unknown'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Why a carrier says that a message has failed; a person who asked names one. */
export const FAILURES = [
  'rejected',
  'invalid-number',
  'handset-fail',
  'barred',
  'content-refused',
  'expired',
  'gateway-fail',
  'deleted',
] as const satisfies readonly Reason[];
export type Failure = (typeof FAILURES)[number];

interface Moves {
  readonly next: readonly MessageState[];
  /** Besides, of a message of several parts: the parts go their ways and the message follows from them. */
  readonly split: readonly MessageState[];
  /** Where a receipt may still move it when the clock had set it: once, as an adjustment in the ledger (A2). */
  readonly late: readonly MessageState[];
}

const open = (next: readonly MessageState[], split: readonly MessageState[] = []): Moves => ({
  next,
  split,
  late: [],
});
const final = (...late: MessageState[]): Moves => ({ next: [], split: [], late });

/**
 * Every legal move; what is not here is recorded and moves nothing.
 * - `submitting → accepted`: refused for now, to be tried again; `→ failed`: refused for good.
 * - `unconfirmed` may have left: a machine never sends that part again. A message goes back to `accepted` from there
 *   only for parts that had not left.
 */
export const MOVES: Readonly<Record<MessageState, Moves>> = {
  accepted: open(
    ['submitting', 'cancelled', 'failed', 'expired'],
    ['submitted', 'partly-delivered', 'unknown'],
  ),
  submitting: open(['accepted', 'submitted', 'unconfirmed', 'failed'], ['partly-delivered']),
  submitted: open(['delivered', 'failed', 'expired', 'unknown'], ['partly-delivered']),
  unconfirmed: open(
    ['submitted', 'delivered', 'failed', 'expired', 'unknown'],
    ['partly-delivered', 'accepted', 'submitting'],
  ),
  delivered: final(),
  'partly-delivered': final('delivered'),
  failed: final(),
  expired: final('delivered', 'partly-delivered'),
  unknown: final('delivered', 'partly-delivered'),
  cancelled: final(),
};

export const isFinal = (state: MessageState): boolean => MOVES[state].next.length === 0;

/**
 * Whether a state may follow another, of a part or of a message of `parts` segments. `setBy` tells who had set the
 * present one: what was closed without the carrier's word, a late receipt may put right.
 */
export const canMove = (
  from: MessageState,
  to: MessageState,
  { parts = 1, setBy = 'carrier' }: { readonly parts?: number; readonly setBy?: SetBy } = {},
): boolean =>
  MOVES[from].next.includes(to) ||
  (parts > 1 && MOVES[from].split.includes(to)) ||
  (setBy !== 'carrier' && MOVES[from].late.includes(to));

/** A final state moved by a late receipt is charged as an adjustment, not as a charge. */
export const isAdjustment = (from: MessageState, to: MessageState): boolean => MOVES[from].late.includes(to);

/** While a part is like this the message is so too, whatever the others are; the first that occurs decides. */
const OPEN_FIRST = ['unconfirmed', 'submitting', 'accepted', 'submitted'] as const;
/** Of a message none of whose parts arrived, the first that occurs is its state. */
const WORST_FIRST = ['failed', 'expired', 'unknown', 'cancelled'] as const;

/** The state of a message from the states of its parts, in any order (at least one). */
export const deriveMessageState = (parts: readonly PartState[]): MessageState => {
  const still = OPEN_FIRST.find(state => parts.includes(state));
  if (still) return still;
  if (!parts.includes('delivered')) return WORST_FIRST.find(state => parts.includes(state)) ?? 'unknown';
  return parts.every(state => state === 'delivered') ? 'delivered' : 'partly-delivered';
};

export interface Outcome<State extends MessageState = MessageState> {
  readonly state: State;
  readonly reason: Reason;
}

/** State and reason of a message; the reason is that of the part that decides. */
export const deriveOutcome = (parts: readonly Outcome<PartState>[]): Outcome => {
  const state = deriveMessageState(parts.map(part => part.state));
  const decisive: MessageState | undefined =
    state === 'partly-delivered'
      ? WORST_FIRST.find(worst => parts.some(part => part.state === worst))
      : state;
  return { state, reason: parts.find(part => part.state === decisive)?.reason ?? 'none' };
};

/**
 * What a message in doubt becomes by a person's word: it speaks for the parts that have no last word yet; the others keep
 * theirs. `unknown` only ends the waiting, as our clock does, so that a late receipt may still put it right.
 */
export const resolvedState = (said: Resolution, parts: readonly PartState[]): MessageState =>
  said === 'unknown'
    ? 'unknown'
    : deriveMessageState(parts.map(part => (part === 'delivered' || part === 'failed' ? part : said)));

/** What is charged for a message whose parts ended: all of it when all arrived, else nothing (A1). */
export const chargedSegments = (parts: readonly PartState[], perDeliveredPart = false): number => {
  const delivered = parts.filter(state => state === 'delivered').length;
  return perDeliveredPart || delivered === parts.length ? delivered : 0;
};

/** What the page shows as one colour; each is a filter of the list below it. */
export const STAGES = ['processing', 'handed', 'delivered', 'failed', 'unconfirmed', 'cancelled'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_OF: Readonly<Record<MessageState, Stage>> = {
  accepted: 'processing',
  submitting: 'processing',
  submitted: 'handed',
  unconfirmed: 'unconfirmed',
  delivered: 'delivered',
  'partly-delivered': 'failed',
  failed: 'failed',
  expired: 'failed',
  unknown: 'failed',
  cancelled: 'cancelled',
};

export const stageOf = (state: MessageState): Stage => STAGE_OF[state];
