import { Clock } from '@sms111/api/platform';

/** A clock that can be set back while something is written that happened then. */
export class PastClock extends Clock {
  private past: Date | null = null;

  constructor(private readonly present: Clock = new Clock()) {
    super();
  }

  override now(): Date {
    return this.past ? new Date(this.past) : this.present.now();
  }

  /** For one thing at a time: whatever else asks meanwhile is told `at` too. */
  async during<T>(at: Date, work: () => Promise<T>): Promise<T> {
    const before = this.past;
    this.past = at;
    try {
      return await work();
    } finally {
      this.past = before;
    }
  }
}
