/** After a throttled answer the others of that window say nothing new. */
const DEAF_MS = 1_000;
/** Below what the carrier was seen to take. */
const BACK_OFF = 0.99;
/** How fast it goes up again: a share of itself each second, twice as much after every few quiet seconds. */
const STEP = 0.0003;
const DOUBLES_EVERY_S = 8;
const BOLDEST = 0.2;
/** No carrier counts so finely: where none named a rate and nothing was refused until here, the window alone decides again. */
const FASTEST = 10_000;
const CELL_MS = 100;
const CELLS = 10;
/** From this share of the rate on, the rate is in use, and a throttled answer speaks of it. */
const IN_USE = 0.8;
/** Below it so many throttled answers in a second, and this share of what was taken, still do. */
const FEW = 3;
const SMALL_SHARE = 0.02;
/** A carrier that takes less than this share of the rate has stopped for a while: it says nothing of what it takes otherwise. */
const STOPPED = 0.1;
/** First guess where the carrier named no rate and the link was nearly idle; half of it is left after each further refusal. */
const FIRST_GUESS = 20;

/**
 * The rate at which a link is used. It is the granted one as long as the carrier keeps its word; on ESME_RTHROTTLED it falls to
 * just below what the carrier took within the last second, then creeps up again, the bolder the longer nothing was
 * refused: to the granted rate, or, where none was named, until the carrier speaks up again. What it fell below that while the
 * carrier took next to nothing at all is made good at once: it doubles each second. So nearly all of a rate is used,
 * and hardly anything is refused. A single throttled answer on a link that is far from its rate speaks of its own message (some
 * carriers answer so to too many for one subscriber): it changes nothing.
 */
export class AdaptiveRate {
  private rate: number;
  /** What the carrier is known to take. */
  private proven: number;
  private deafUntil = -Infinity;
  private steppedAt: number;
  /** Taken by the carrier in each tenth of the last second. */
  private readonly cells = new Uint32Array(CELLS);
  private readonly refused = new Uint32Array(CELLS);
  private cell = 0;

  /** @param granted segments a second; 0 where the carrier names none */
  constructor(
    private granted: number,
    now: number,
  ) {
    this.rate = granted;
    this.proven = granted;
    this.steppedAt = now;
    this.cell = Math.floor(now / CELL_MS);
  }

  /** Segments a second; 0 = as fast as the window allows. */
  get current(): number {
    return this.rate;
  }

  /** Another rate was agreed. */
  grant(perSecond: number): void {
    if (perSecond === this.granted) return;
    this.granted = perSecond;
    this.rate = perSecond;
    this.proven = perSecond;
  }

  accepted(now: number): void {
    this.count(this.cells, now);
  }

  /** True when the rate changed. */
  throttled(now: number): boolean {
    if (now < this.deafUntil) return false;
    this.count(this.refused, now);
    // The present tenth is not over yet.
    const span = (CELLS - 1) * CELL_MS + (now % CELL_MS);
    const taken = (total(this.cells) * 1_000) / span;
    const isInUse = this.rate > 0 && taken >= this.rate * IN_USE;
    const refused = total(this.refused);
    if (!isInUse && (refused < FEW || refused < total(this.cells) * SMALL_SHARE)) return false;
    this.deafUntil = now + DEAF_MS;
    this.steppedAt = now;
    const known =
      this.rate === 0 ? Math.max(taken, FIRST_GUESS) : Math.min(this.rate, Math.max(taken, this.rate / 2));
    const next = Math.max(1, known * BACK_OFF);
    if (this.rate === 0 || taken >= this.rate * STOPPED) this.proven = next;
    this.rate = next;
    return true;
  }

  /** To be called about once a second. True when the rate changed. */
  step(now: number): boolean {
    const seconds = (now - this.steppedAt) / 1_000;
    this.steppedAt = now;
    if (this.rate === 0 || this.rate === this.granted || now < this.deafUntil) return false;
    const most = Math.min(seconds, 2);
    if (this.rate < this.proven) {
      this.rate = Math.min(this.proven, this.rate * (1 + most));
      return true;
    }
    const quiet = (now - this.deafUntil) / 1_000;
    const share = Math.min(BOLDEST, STEP * 2 ** (quiet / DOUBLES_EVERY_S));
    const next = this.rate + Math.max(this.rate * share, 0.01) * most;
    if (this.granted > 0) this.rate = Math.min(next, this.granted);
    else this.rate = next > FASTEST ? 0 : next;
    return true;
  }

  private count(cells: Uint32Array, now: number): void {
    const cell = Math.floor(now / CELL_MS);
    for (let each = Math.max(this.cell, cell - CELLS) + 1; each <= cell; each++) {
      this.cells[each % CELLS] = 0;
      this.refused[each % CELLS] = 0;
    }
    this.cell = cell;
    const at = cell % CELLS;
    cells[at] = (cells[at] ?? 0) + 1;
  }
}

const total = (cells: Uint32Array): number => cells.reduce((sum, count) => sum + count, 0);
