import type { CloseReason } from '@sms111/smpp';
import { bindPause, closeWords, isCredentials } from './bind-pause';
import { UnusableLink } from './unusable-link';

/** The last bind that did not come about. */
export interface BindFault {
  readonly words: string;
  readonly at: Date;
  /** Only a person can mend it. */
  readonly credentials: boolean;
  readonly nextAt: Date;
}

/** A session that lived so long was a good one: the next pause is the shortest again. */
const STEADY_MS = 10_000;

/** Binds of one link in a row: how the last went, and when the next may be tried. */
export class BindTries {
  fault: BindFault | null = null;
  private failures = 0;
  private boundAt: number | null = null;

  /** @param retryAt not before */
  constructor(private retryAt: number) {}

  mayBegin(now: number): boolean {
    return now >= this.retryAt;
  }

  begin(): void {
    this.boundAt = null;
  }

  bound(now: number): void {
    this.boundAt = now;
    this.fault = null;
  }

  /** A session ended; answers the pause before the next in milliseconds, and whether it had ever been bound. */
  ended(
    reason: CloseReason | undefined,
    now: number,
  ): { readonly pause: number; readonly wasBound: boolean } {
    const wasBound = this.boundAt !== null;
    // A carrier that binds and cuts at once is not asked four times a second.
    if (this.boundAt !== null && now - this.boundAt >= STEADY_MS) this.failures = 0;
    return { pause: this.wait(reason, now), wasBound };
  }

  /** What went wrong is shown until a bind comes about. */
  note(reason: CloseReason, now: number): void {
    this.show(closeWords(reason), isCredentials(reason), now);
  }

  /** A session could not even be begun; answers the pause before the next try. */
  couldNot(error: unknown, now: number): number {
    const pause = this.wait(undefined, now);
    this.show(error instanceof UnusableLink ? error.fault : 'open-failed', false, now);
    return pause;
  }

  private wait(reason: CloseReason | undefined, now: number): number {
    const pause = bindPause(reason, this.failures) * (0.75 + Math.random() / 2);
    this.failures++;
    this.retryAt = now + pause;
    return pause;
  }

  private show(words: string, credentials: boolean, now: number): void {
    this.fault = { words, at: new Date(now), credentials, nextAt: new Date(this.retryAt) };
  }
}
