/** Segments by carrier. */
export type ByCarrier = Readonly<Record<string, number>>;

/** What had been handed over at an instant. */
export interface PaceSample {
  readonly at: number;
  readonly handed: ByCarrier;
}

/** How a batch's recipients divide among the carriers, from some of them or from all. */
export interface CarrierShares {
  /** Of 1, by carrier. */
  readonly shares: ByCarrier;
  /** The standard error of each share; nothing where all recipients were looked at. */
  readonly errors: ByCarrier;
}

export interface PaceGiven {
  readonly nowMs: number;
  /** Oldest first. What is older than the window serves as the beginning of it. */
  readonly samples: readonly PaceSample[];
  readonly handed: ByCarrier;
  /** Segments that no carrier has, in all; `known`: those of which the carrier stands fixed (refused for now). */
  readonly waiting: number;
  readonly known: ByCarrier;
  readonly shares: CarrierShares | null;
  /** Carriers none of whose links is bound. */
  readonly down: ReadonlySet<string>;
}

export interface CarrierPace {
  readonly carrier: string;
  readonly waiting: number;
  readonly perSecond: number;
}

/** `measuring`: too early to say. `links-down` and `stalled`: something waits that does not move. */
export type PaceKind = 'measuring' | 'moving' | 'stalled' | 'links-down';

export interface Pace {
  readonly kind: PaceKind;
  /** Segments a second over the last seconds, all carriers together. */
  readonly perSecond: number;
  /** When the last segment will be with its carrier, if the measured rates go on; `null` when nobody can say. */
  readonly expectedMs: number | null;
  /** The carrier that decides the end; `null` when nothing waits or none is known. */
  readonly slowest: string | null;
  /** Carriers whose part does not move. */
  readonly standing: readonly string[];
  readonly byCarrier: readonly CarrierPace[];
}

/** Over how long the rate is measured at least, where so much is known. */
export const PACE_WINDOW_MS = 10_000;
/** A rate from less than this says nothing. */
const LEAST_MS = 2_000;
/** Nothing for so long is a standstill, not a gap between two windows of a link. */
const STANDSTILL_MS = 15_000;
/** A share that was estimated may be off by three standard errors. */
const ERRORS = 3;

const total = (by: ByCarrier): number => Object.values(by).reduce((sum, n) => sum + n, 0);

/**
 * The pace of a batch, from what was handed over and when (never from what the links promise). Each carrier has a rate of its
 * own and a part of what waits; the slowest decides the end. Which carrier a waiting message goes to is known only by
 * routing it, so the parts follow from the shares of the recipients that were looked at, less what each carrier has already.
 */
export const paceOf = (given: PaceGiven): Pace => {
  const rates = ratesOf(given);
  const sum = rates ? total(rates.perSecond) : 0;
  if (given.waiting <= 0) {
    return { kind: 'moving', perSecond: sum, expectedMs: null, slowest: null, standing: [], byCarrier: [] };
  }
  const parts = waitingByCarrier(given, rates?.perSecond ?? {});
  const byCarrier = Object.entries(parts)
    .map(([carrier, waiting]) => ({ carrier, waiting, perSecond: rates?.perSecond[carrier] ?? 0 }))
    .sort((a, b) => secondsLeft(b) - secondsLeft(a) || b.waiting - a.waiting);
  const seen = { perSecond: sum, slowest: byCarrier[0]?.carrier ?? null, byCarrier };
  const still = byCarrier.filter(each => each.perSecond === 0);
  const cut = still.filter(each => given.down.has(each.carrier)).map(each => each.carrier);
  if (cut.length > 0) return { ...seen, kind: 'links-down', expectedMs: null, standing: cut };
  if (!rates) return { ...seen, kind: 'measuring', expectedMs: null, standing: [] };
  if (still.length > 0 || byCarrier.length === 0) {
    const standstill = rates.silentMs >= STANDSTILL_MS;
    return {
      ...seen,
      kind: standstill ? 'stalled' : 'measuring',
      expectedMs: null,
      standing: standstill ? still.map(each => each.carrier) : [],
    };
  }
  const seconds = Math.max(...byCarrier.map(secondsLeft));
  return { ...seen, kind: 'moving', expectedMs: given.nowMs + seconds * 1000, standing: [] };
};

const secondsLeft = ({ waiting, perSecond }: CarrierPace): number =>
  perSecond > 0 ? waiting / perSecond : Infinity;

interface Rates {
  readonly perSecond: ByCarrier;
  /** For how long those at rest have been seen at rest. */
  readonly silentMs: number;
}

/**
 * From the youngest sample that is a window old, else from the oldest. A carrier at rest in that window is looked at over a
 * longer time, so that a pause between two windows of a link passes for no standstill.
 */
const ratesOf = ({ nowMs, samples, handed }: PaceGiven): Rates | null => {
  const [oldest] = samples;
  const base = samples.findLast(sample => nowMs - sample.at >= PACE_WINDOW_MS) ?? oldest;
  if (!base || !oldest || nowMs - base.at < LEAST_MS) return null;
  const far = samples.findLast(sample => nowMs - sample.at >= STANDSTILL_MS) ?? oldest;
  const carriers = Object.keys(handed);
  const since = (carrier: string, sample: PaceSample): number =>
    Math.max(
      0,
      (((handed[carrier] ?? 0) - (sample.handed[carrier] ?? 0)) * 1000) / Math.max(1, nowMs - sample.at),
    );
  return {
    perSecond: Object.fromEntries(
      carriers.map(carrier => [carrier, since(carrier, base) || since(carrier, far)]),
    ),
    silentMs: nowMs - far.at,
  };
};

/** What waits, by carrier. Parts that are smaller than the error of the estimate fall to those that have more. */
const waitingByCarrier = (
  { waiting, known, handed, shares }: PaceGiven,
  perSecond: ByCarrier,
): Record<string, number> => {
  const unknown = Math.max(0, waiting - total(known));
  const parts: Record<string, number> = Object.fromEntries(Object.entries(known).filter(([, n]) => n > 0));
  if (unknown === 0 || !shares) return parts;
  const all = waiting + total(handed);
  const owed = Object.entries(shares.shares).flatMap(([carrier, share]) => {
    const rest = share * all - (handed[carrier] ?? 0) - (known[carrier] ?? 0);
    const error = ERRORS * (shares.errors[carrier] ?? 0) * all;
    const sure = (perSecond[carrier] ?? 0) > 0 ? rest > 0 : rest > error;
    return sure ? [{ carrier, rest }] : [];
  });
  const sum = owed.reduce((n, { rest }) => n + rest, 0);
  if (sum === 0) {
    // All estimates are used up and something waits all the same: it belongs to those that still move, or to the largest.
    const moving = Object.keys(perSecond).filter(carrier => (perSecond[carrier] ?? 0) > 0);
    const [largest] = Object.entries(shares.shares).sort(([, a], [, b]) => b - a);
    const heirs = moving.length > 0 ? moving : largest ? [largest[0]] : [];
    for (const heir of heirs) parts[heir] = (parts[heir] ?? 0) + unknown / heirs.length;
    return parts;
  }
  for (const { carrier, rest } of owed) parts[carrier] = (parts[carrier] ?? 0) + (rest / sum) * unknown;
  return parts;
};

/**
 * The shares of a batch from windows of its recipients, each with its segments by carrier. Recipients of one carrier often
 * stand together (lists are sorted), so the error follows from how the windows differ, not from how many were looked at.
 */
export const sharesOf = (windows: readonly ByCarrier[], whole: boolean): CarrierShares | null => {
  const filled = windows.filter(window => total(window) > 0);
  const all = filled.reduce((sum, window) => sum + total(window), 0);
  if (all === 0) return null;
  const carriers = [...new Set(filled.flatMap(window => Object.keys(window)))];
  const shares = Object.fromEntries(
    carriers.map(carrier => [carrier, filled.reduce((sum, window) => sum + (window[carrier] ?? 0), 0) / all]),
  );
  if (whole) return { shares, errors: {} };
  const errorOf = (carrier: string): number => {
    const share = shares[carrier] ?? 0;
    const squares = filled.reduce(
      (sum, window) => sum + ((window[carrier] ?? 0) / total(window) - share) ** 2,
      0,
    );
    // One window alone knows nothing of the others: its share may be anything.
    return filled.length < 2 ? 1 : Math.sqrt(squares / (filled.length - 1) / filled.length);
  };
  return { shares, errors: Object.fromEntries(carriers.map(carrier => [carrier, errorOf(carrier)])) };
};
