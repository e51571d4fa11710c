import type { LinkName } from './carriers';
import { LINK_NAMES } from './carriers';
import { OUTCOMES } from './outcomes';
import { statusText } from './wire/constants';
import type { Violation } from './wire/submit-reader';

/** A segment that was accepted a second time: the one thing that must never happen. */
export interface Duplicate {
  /** `0912345678` */
  number: string;
  link: LinkName;
  messageId: string;
  part: number;
  total: number;
  userMessageReference: number | null;
  /** ISO 8601. */
  at: string;
  /** The first time, if it is among the last segments of its carrier. */
  first: { link: LinkName; messageId: string; at: string } | null;
}

export interface LinkCounters {
  /** Segments accepted, duplicates included. */
  accepted: number;
  /** Submits refused, by `command_status` as `0x00000058`. */
  refused: Record<string, number>;
  /** Submits that were neither taken nor answered. */
  lost: number;
  receiptsSent: number;
  receiptsAcknowledged: number;
  receiptsAbandoned: number;
  binds: number;
  bindsRefused: number;
}

/** The totals in memory; the journal rebuilds them after a restart. */
export class Counters {
  readonly accepted = new Float64Array(LINK_NAMES.length);
  readonly lost = new Float64Array(LINK_NAMES.length);
  readonly receiptsSent = new Float64Array(LINK_NAMES.length);
  readonly receiptsAcknowledged = new Float64Array(LINK_NAMES.length);
  readonly receiptsAbandoned = new Float64Array(LINK_NAMES.length);
  readonly binds = new Float64Array(LINK_NAMES.length);
  readonly bindsRefused = new Float64Array(LINK_NAMES.length);
  readonly outcomes = new Float64Array(OUTCOMES.length);
  readonly violations = new Map<Violation, number>();
  private readonly refusals = LINK_NAMES.map(() => new Map<number, number>());
  duplicateCount = 0;
  readonly duplicates: Duplicate[] = [];

  refused(link: number, status: number, count = 1): void {
    const refusals = this.refusals[link];
    refusals?.set(status, (refusals.get(status) ?? 0) + count);
  }

  violated(violation: Violation, count = 1): void {
    this.violations.set(violation, (this.violations.get(violation) ?? 0) + count);
  }

  clear(): void {
    for (const column of [
      this.accepted,
      this.lost,
      this.receiptsSent,
      this.receiptsAcknowledged,
      this.receiptsAbandoned,
      this.binds,
      this.bindsRefused,
      this.outcomes,
    ]) {
      column.fill(0);
    }
    this.violations.clear();
    for (const refusals of this.refusals) refusals.clear();
    this.duplicateCount = 0;
    this.duplicates.length = 0;
  }

  ofLink(link: number): LinkCounters {
    const refused: Record<string, number> = {};
    for (const [status, count] of this.refusals[link] ?? []) refused[statusText(status)] = count;
    return {
      accepted: this.accepted[link] ?? 0,
      refused,
      lost: this.lost[link] ?? 0,
      receiptsSent: this.receiptsSent[link] ?? 0,
      receiptsAcknowledged: this.receiptsAcknowledged[link] ?? 0,
      receiptsAbandoned: this.receiptsAbandoned[link] ?? 0,
      binds: this.binds[link] ?? 0,
      bindsRefused: this.bindsRefused[link] ?? 0,
    };
  }

  /** Of all links together. */
  refusedByStatus(): Record<string, number> {
    const sum: Record<string, number> = {};
    for (const refusals of this.refusals) {
      for (const [status, count] of refusals) {
        const text = statusText(status);
        sum[text] = (sum[text] ?? 0) + count;
      }
    }
    return sum;
  }

  byOutcome(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const outcome of OUTCOMES) {
      const count = this.outcomes[outcome.index] ?? 0;
      if (count > 0) counts[outcome.code] = count;
    }
    return counts;
  }
}

/** Adds one to a column. */
export const bump = (column: Float64Array, index: number, by = 1): void => {
  column[index] = (column[index] ?? 0) + by;
};

export const total = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0);
