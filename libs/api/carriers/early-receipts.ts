/** A claim of a silent or a slow carrier takes long; no carrier should wait so long for the answers to its receipts. */
const HELD_MS = 1_000;
/** Nor may they fill what a session lets its carrier have unanswered. */
const MOST_HELD = 500;

/** Receipts of one claim; `null`: it took too long, they are not held any more. */
interface Held<T> {
  waiting: T[] | null;
  timer: NodeJS.Timeout | null;
}

/**
 * Receipts that came before all parts of their claim were answered: they are best written with it. When it takes long,
 * `tooLong` gets them, to be written without it; they are found by their ids when it is recorded.
 */
export class EarlyReceipts<T> {
  private readonly claims = new Map<number, Held<T>>();

  constructor(private readonly tooLong: (receipt: T) => void) {}

  begins(claim: number): void {
    this.claims.set(claim, { waiting: [], timer: null });
  }

  /** Whether the parts of a claim are not recorded yet. */
  isUnderWay(claim: number): boolean {
    return this.claims.has(claim);
  }

  /** Of a claim that is under way. */
  hold(claim: number, receipt: T): void {
    const held = this.claims.get(claim);
    if (!held?.waiting) return this.tooLong(receipt);
    held.waiting.push(receipt);
    if (held.waiting.length >= MOST_HELD) this.release(held);
    else held.timer ??= setTimeout(() => this.release(held), HELD_MS).unref();
  }

  /** All parts have an outcome: what was held goes with them. */
  ends(claim: number): readonly T[] {
    const held = this.claims.get(claim);
    this.claims.delete(claim);
    if (held?.timer) clearTimeout(held.timer);
    return held?.waiting ?? [];
  }

  private release(held: Held<T>): void {
    const waiting = held.waiting ?? [];
    held.waiting = null;
    if (held.timer) clearTimeout(held.timer);
    for (const receipt of waiting) this.tooLong(receipt);
  }
}
