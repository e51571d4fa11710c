import { Clock, Db, LOG, type Log } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

const EVERY_MS = 10 * 60_000;

/** Removes keys whose 24 hours are over. */
@Injectable()
export class IdempotencySweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async run(): Promise<void> {
    await this.db
      .query('DELETE FROM idempotency_key WHERE expires_at <= $1', [this.clock.now()])
      .catch((error: unknown) => this.log.warn({ err: error }, 'old idempotency keys stay for now'));
  }
}
