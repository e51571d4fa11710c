/**
 * What a quota account holds, in segments (則), at the unit and at each account's allocation alike. Always
 * `ordered = remaining + reserved + charged + lapsed` (A4, architecture: "What must always be true", 3).
 */
export interface Balance {
  readonly ordered: number;
  readonly remaining: number;
  readonly reserved: number;
  readonly charged: number;
  readonly lapsed: number;
}

export const EMPTY_BALANCE: Balance = { ordered: 0, remaining: 0, reserved: 0, charged: 0, lapsed: 0 };

/**
 * - `order`: bought through the contract; `allocate`: given by the unit to an account (in the account's balance)
 * - `reserve` at acceptance, then `charge` at delivery or `release` at any other end
 * - `lapse`: the contract ended with segments unsent (BIL-11)
 * - `adjust`: a receipt came after the release (A2); negative takes a charge back
 */
export const QUOTA_MOVES = ['order', 'allocate', 'reserve', 'charge', 'release', 'lapse', 'adjust'] as const;
export type QuotaMove = (typeof QUOTA_MOVES)[number];

/** Change of each part that one segment of a move makes. The rule in one place; SQL and specs read it. */
export const QUOTA_DELTAS: Readonly<Record<QuotaMove, Balance>> = {
  order: { ...EMPTY_BALANCE, ordered: 1, remaining: 1 },
  allocate: { ...EMPTY_BALANCE, ordered: 1, remaining: 1 },
  reserve: { ...EMPTY_BALANCE, remaining: -1, reserved: 1 },
  charge: { ...EMPTY_BALANCE, reserved: -1, charged: 1 },
  release: { ...EMPTY_BALANCE, remaining: 1, reserved: -1 },
  lapse: { ...EMPTY_BALANCE, remaining: -1, lapsed: 1 },
  adjust: { ...EMPTY_BALANCE, remaining: -1, charged: 1 },
};

const combine = (one: Balance, other: Balance, times: number): Balance => ({
  ordered: one.ordered + other.ordered * times,
  remaining: one.remaining + other.remaining * times,
  reserved: one.reserved + other.reserved * times,
  charged: one.charged + other.charged * times,
  lapsed: one.lapsed + other.lapsed * times,
});

/** What a move of `segments` adds to a balance. */
export const deltaOf = (move: QuotaMove, segments: number): Balance =>
  combine(EMPTY_BALANCE, QUOTA_DELTAS[move], segments);

export const addDelta = (balance: Balance, delta: Balance): Balance => combine(balance, delta, 1);

/** The invariant: the parts sum up, and none is below zero. */
export const isSound = ({ ordered, remaining, reserved, charged, lapsed }: Balance): boolean =>
  ordered === remaining + reserved + charged + lapsed &&
  [ordered, remaining, reserved, charged, lapsed].every(part => Number.isSafeInteger(part) && part >= 0);

export type QuotaVerdict =
  | { readonly ok: true; readonly balance: Balance }
  | { readonly ok: false; readonly reason: 'not-a-count' }
  | {
      readonly ok: false;
      readonly reason: 'short';
      /** The part that does not hold enough. */
      readonly of: keyof Balance;
      readonly needed: number;
      readonly available: number;
    };

const mayBeNegative: readonly QuotaMove[] = ['allocate', 'adjust'];

/** Makes a move, or says which part is short. Only `allocate` and `adjust` may go backwards. */
export const moveQuota = (balance: Balance, move: QuotaMove, segments: number): QuotaVerdict => {
  if (!Number.isSafeInteger(segments) || (segments < 0 && !mayBeNegative.includes(move)))
    return { ok: false, reason: 'not-a-count' };
  const next = addDelta(balance, deltaOf(move, segments));
  for (const part of ['remaining', 'reserved', 'charged', 'lapsed'] as const)
    if (next[part] < 0)
      return {
        ok: false,
        reason: 'short',
        of: part,
        needed: balance[part] - next[part],
        available: balance[part],
      };
  return { ok: true, balance: next };
};
