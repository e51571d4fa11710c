import { Injectable } from '@nestjs/common';

/** The time of day, injected so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Milliseconds since the epoch. */
  ms(): number {
    return this.now().getTime();
  }
}

/** A clock that stands where a test puts it. */
export class TestClock extends Clock {
  constructor(private at = new Date()) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }

  set(at: Date): void {
    this.at = at;
  }

  advance(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}
