import type { Clock, Stop } from '../clock';

interface Timer {
  at: number;
  readonly every: number | null;
  readonly run: () => void;
}

/** Time that moves when a test says so; timers that fall due on the way run in their order. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  every(ms: number, run: () => void): Stop {
    return this.add({ at: this.time + ms, every: ms, run });
  }

  after(ms: number, run: () => void): Stop {
    return this.add({ at: this.time + ms, every: null, run });
  }

  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.timers].filter(timer => timer.at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.time = next.at;
      if (next.every === null) this.timers.delete(next);
      else next.at += next.every;
      next.run();
    }
    this.time = end;
  }

  /** Time passes and no timer runs, as when the process is held up; then each that is due runs once. */
  freeze(ms: number): void {
    this.time += ms;
    for (const timer of [...this.timers].filter(({ at }) => at <= this.time)) {
      if (timer.every === null) this.timers.delete(timer);
      else timer.at = this.time + timer.every;
      timer.run();
    }
  }

  private add(timer: Timer): Stop {
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }
}
