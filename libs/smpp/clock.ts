/** Stops a timer; again is harmless. */
export type Stop = () => void;

/** What a session needs of time, so that a test can hold it still. */
export interface Clock {
  /** Milliseconds that never go back. */
  now(): number;
  every(ms: number, tick: () => void): Stop;
  after(ms: number, run: () => void): Stop;
}

/** A session's socket keeps the process alive, never its timers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  every: (ms, tick) => {
    const timer = setInterval(tick, ms).unref();
    return () => clearInterval(timer);
  },
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};
