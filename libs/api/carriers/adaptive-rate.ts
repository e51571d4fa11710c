/** After a throttled answer that decided something the others of that window say nothing new. */
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
/** From this share of the rate on, the rate is in use, and a single throttled answer may speak of it. */
const IN_USE = 0.8;
/** So many throttled answers in a second, and this share of all, speak of the rate in any case. */
const FEW = 3;
const SMALL_SHARE = 0.02;
/** Nor do less than these while the rate is on its way up again: it is used far below what the carrier takes. */
const LARGE_SHARE = 0.2;
/** A carrier that takes less than this share of what is known has stopped for a while: it says nothing of what it takes otherwise. */
const STOPPED = 0.1;
/** First guess where the carrier named no rate and the link was nearly idle; half of it is left after each further refusal. */
const FIRST_GUESS = 20;
/** Less than this taken in a second, or fewer refusals of the window's own pace than this, do not tell a carrier's rate. */
const TELLING_TAKEN = 10;
const TELLING_GUESSES = 3;
/** After so long without a throttled answer the next one is judged afresh. */
const QUIET_MS = 20_000;
/** Single answers that go on until the rate is this share of where they began are not about the rate. */
const IN_VAIN = 0.95;

/**
 * The rate at which a link is used. It is the granted one as long as the carrier keeps its word; on ESME_RTHROTTLED it falls to
 * just below what the carrier took within the last second, then creeps up again, the bolder the longer nothing was
 * refused: to the granted rate, or, where none was named, until the carrier speaks up again. What it fell below that while the
 * carrier took next to nothing at all is made good at once: it doubles each second. So nearly all of a rate is used,
 * and hardly anything is refused.
 *
 * Some carriers answer ESME_RTHROTTLED also to too many messages for one subscriber. Such an answer speaks of its own message:
 * on a link that is far from its rate it changes nothing; on one that uses its rate it is told by going on when the rate falls.
 */
export class AdaptiveRate {
  /** What the carrier is held to take; infinite where only the window limits it, or nothing is known yet. */
  private known: number;
  /** What the link is used at: `known`, or less while the carrier comes back from taking nothing. */
  private rate: number;
  private deafUntil = -Infinity;
  private steppedAt: number;
  private refusedAt = -Infinity;
  /** Where the rate was when single answers began to lower it. */
  private loweredFrom = Infinity;
  /** Single answers were seen not to be about the rate. */
  private isOfMessages = false;
  /** How often the window's own pace was refused without telling the carrier's. */
  private guesses = 0;
  /** Taken and refused by the carrier in each tenth of the last second. */
  private readonly taken = new Uint32Array(CELLS);
  private readonly refused = new Uint32Array(CELLS);
  private cell = 0;

  /** @param granted segments a second; 0 where the carrier names none */
  constructor(
    private granted: number,
    now: number,
  ) {
    this.known = this.rate = this.limit;
    this.steppedAt = now;
    this.cell = Math.floor(now / CELL_MS);
  }

  /** Segments a second; 0 = as fast as the window allows. */
  get current(): number {
    return this.rate === Infinity ? 0 : this.rate;
  }

  /** Another rate was agreed. */
  grant(perSecond: number): void {
    if (perSecond === this.granted) return;
    this.granted = perSecond;
    this.known = this.rate = this.limit;
    this.judgeAfresh();
  }

  accepted(now: number): void {
    this.count(this.taken, now);
  }

  /** True when the rate changed. */
  throttled(now: number): boolean {
    if (now - this.refusedAt >= QUIET_MS) this.judgeAfresh();
    this.refusedAt = now;
    if (now < this.deafUntil) return false;
    this.count(this.refused, now);
    const refused = total(this.refused);
    const share = refused / (refused + total(this.taken));
    const isOnItsWay = this.rate < this.known;
    if (refused >= FEW && share >= (isOnItsWay ? LARGE_SHARE : SMALL_SHARE)) {
      this.lower(this.takenPerSecond(now), now);
      this.loweredFrom = this.known;
      return true;
    }
    return !isOnItsWay && this.single(this.takenPerSecond(now), now);
  }

  /** To be called about once a second. True when the rate changed. */
  step(now: number): boolean {
    const seconds = (now - this.steppedAt) / 1_000;
    this.steppedAt = now;
    if (this.rate === this.limit || now < this.deafUntil) return false;
    const most = Math.min(seconds, 2);
    if (this.rate < this.known) {
      this.rate = Math.min(this.known, unlessFastest(this.rate * (1 + most)));
      return true;
    }
    const quiet = (now - this.deafUntil) / 1_000;
    const share = Math.min(BOLDEST, STEP * 2 ** (quiet / DOUBLES_EVERY_S));
    const next = this.rate + Math.max(this.rate * share, 0.01) * most;
    this.known = this.rate = Math.min(this.limit, unlessFastest(next));
    return true;
  }

  private get limit(): number {
    return this.granted || Infinity;
  }

  private judgeAfresh(): void {
    this.loweredFrom = this.known;
    this.isOfMessages = false;
    this.guesses = 0;
  }

  /** One throttled answer, or too few to tell, at a rate that is all that is known. */
  private single(taken: number, now: number): boolean {
    if (this.isOfMessages || taken < this.rate * IN_USE) return false;
    if (this.rate < this.loweredFrom * IN_VAIN) {
      this.isOfMessages = true;
      this.known = this.rate = this.loweredFrom;
      return true;
    }
    this.lower(Math.max(taken, this.rate * BACK_OFF), now);
    return true;
  }

  private lower(taken: number, now: number): void {
    this.deafUntil = now + DEAF_MS;
    this.steppedAt = now;
    const seen = this.rate === Infinity ? FIRST_GUESS : this.rate / 2;
    const next = Math.max(1, Math.min(this.rate, Math.max(taken, seen)) * BACK_OFF);
    if (this.tells(taken)) this.known = next;
    this.rate = next;
  }

  /** Whether what was taken, while more was refused, is what the carrier takes. */
  private tells(taken: number): boolean {
    if (this.known < Infinity) return taken >= this.known * STOPPED;
    if (taken < TELLING_TAKEN) return false;
    return this.rate < Infinity ? taken >= this.rate * STOPPED : ++this.guesses >= TELLING_GUESSES;
  }

  private takenPerSecond(now: number): number {
    // The present tenth is not over yet.
    return (total(this.taken) * 1_000) / ((CELLS - 1) * CELL_MS + (now % CELL_MS));
  }

  private count(cells: Uint32Array, now: number): void {
    const cell = Math.floor(now / CELL_MS);
    for (let each = Math.max(this.cell, cell - CELLS) + 1; each <= cell; each++) {
      this.taken[each % CELLS] = 0;
      this.refused[each % CELLS] = 0;
    }
    this.cell = cell;
    const at = cell % CELLS;
    cells[at] = (cells[at] ?? 0) + 1;
  }
}

const unlessFastest = (rate: number): number => (rate > FASTEST ? Infinity : rate);

const total = (cells: Uint32Array): number => cells.reduce((sum, count) => sum + count, 0);
