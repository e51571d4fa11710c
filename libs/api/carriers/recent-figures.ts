const MINUTE_MS = 60_000;
/** Minutes that are looked back on, the present one included. */
const MINUTES = 5;
/** Four buckets an octave: a percentile is right to about a fifth. */
const PER_OCTAVE = 4;
const BUCKETS = 20 * PER_OCTAVE;
const MOST_STATUSES = 12;

/** What a link saw within the last minutes. Durations are milliseconds, `null` where nothing was measured. */
export interface RecentSummary {
  readonly accepted: number;
  readonly refused: number;
  readonly throttled: number;
  readonly unanswered: number;
  readonly strangers: number;
  /** By command_status, the most frequent first. */
  readonly statuses: { readonly status: number; readonly count: number }[];
  readonly responseP50: number | null;
  readonly responseP95: number | null;
  readonly receiptP50: number | null;
  readonly receiptP95: number | null;
}

interface Minute {
  at: number;
  accepted: number;
  refused: number;
  throttled: number;
  unanswered: number;
  strangers: number;
  readonly statuses: Map<number, number>;
  readonly responses: Uint32Array;
  readonly receipts: Uint32Array;
}

type Counter = 'accepted' | 'refused' | 'throttled' | 'unanswered' | 'strangers';

/** Counts of the last five minutes, minute by minute: adding is an increment, nothing is kept of a message. */
export class RecentFigures {
  private readonly minutes: Minute[] = Array.from({ length: MINUTES }, () => blank(-1));

  count(what: Counter, now: number): void {
    this.minute(now)[what]++;
  }

  status(status: number, now: number): void {
    const { statuses } = this.minute(now);
    if (statuses.has(status) || statuses.size < MOST_STATUSES) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }

  response(ms: number, now: number): void {
    increment(this.minute(now).responses, ms);
  }

  receipt(ms: number, now: number): void {
    increment(this.minute(now).receipts, ms);
  }

  summary(now: number): RecentSummary {
    const from = Math.floor(now / MINUTE_MS) - MINUTES + 1;
    const live = this.minutes.filter(minute => minute.at >= from);
    const sum = (what: Counter) => live.reduce((total, minute) => total + minute[what], 0);
    const statuses = new Map<number, number>();
    for (const minute of live) {
      for (const [status, count] of minute.statuses)
        statuses.set(status, (statuses.get(status) ?? 0) + count);
    }
    const responses = live.map(minute => minute.responses);
    const receipts = live.map(minute => minute.receipts);
    return {
      accepted: sum('accepted'),
      refused: sum('refused'),
      throttled: sum('throttled'),
      unanswered: sum('unanswered'),
      strangers: sum('strangers'),
      statuses: [...statuses].map(([status, count]) => ({ status, count })).sort((a, b) => b.count - a.count),
      responseP50: percentile(responses, 0.5),
      responseP95: percentile(responses, 0.95),
      receiptP50: percentile(receipts, 0.5),
      receiptP95: percentile(receipts, 0.95),
    };
  }

  private minute(now: number): Minute {
    const at = Math.floor(now / MINUTE_MS);
    const place = at % MINUTES;
    let minute = this.minutes[place];
    if (minute?.at !== at) this.minutes[place] = minute = blank(at);
    return minute;
  }
}

const blank = (at: number): Minute => ({
  at,
  accepted: 0,
  refused: 0,
  throttled: 0,
  unanswered: 0,
  strangers: 0,
  statuses: new Map(),
  responses: new Uint32Array(BUCKETS),
  receipts: new Uint32Array(BUCKETS),
});

const increment = (buckets: Uint32Array, ms: number): void => {
  const at = Math.min(BUCKETS - 1, Math.max(0, Math.round(Math.log2(Math.max(ms, 1)) * PER_OCTAVE)));
  buckets[at] = (buckets[at] ?? 0) + 1;
};

const percentile = (all: readonly Uint32Array[], share: number): number | null => {
  const sums = Array.from({ length: BUCKETS }, (_, at) =>
    all.reduce((sum, buckets) => sum + (buckets[at] ?? 0), 0),
  );
  const total = sums.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = Math.ceil(total * share);
  for (const [at, count] of sums.entries()) {
    left -= count;
    if (left <= 0) return Math.round(2 ** (at / PER_OCTAVE));
  }
  return null;
};
