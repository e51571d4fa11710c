import { RecordSubmits, type SubmitResult } from '@sms111/api/messages';
import { Clock, Db, isOutage, LOG, type Log } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Claims } from './claims';

interface Finished {
  /** `null` for a late response: its claim was closed before. */
  readonly claim: number | null;
  readonly results: readonly SubmitResult[];
  readonly done: () => void;
}

const RETRY_MS = 500;
/** Messages in one transaction. */
const MOST = 2_000;

/**
 * Commits what carriers answered. Claims that end while a commit is under way go together into the next one,
 * so the hot rows of a batch are written once a group, not once a claim.
 */
@Injectable()
export class Recorder {
  private waiting: Finished[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly claims: Claims,
    private readonly record: RecordSubmits,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** `done` is called when the results are committed (or given up), to free the slots. */
  add(claim: number | null, results: readonly SubmitResult[], done: () => void = () => {}): void {
    this.waiting.push({ claim, results, done });
    this.running ??= this.run();
  }

  /** Resolves when everything handed in so far is committed. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.waiting.length > 0) await this.group(this.nextGroup());
    } finally {
      this.running = null;
    }
  }

  private nextGroup(): Finished[] {
    let messages = 0;
    let count = 0;
    for (const finished of this.waiting) {
      if (count > 0 && messages + finished.results.length > MOST) break;
      messages += finished.results.length;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private async group(group: readonly Finished[]): Promise<void> {
    try {
      await this.commit(group);
    } catch (error) {
      if (group.length > 1) {
        // One bad apple must not spoil the group.
        for (const finished of group) await this.group([finished]);
        return;
      }
      // Left to its lease: the sweep makes it unconfirmed, which is the truth as far as anybody knows.
      this.log.error({ err: error, claim: group[0]?.claim }, 'a claim could not be recorded');
    }
    for (const finished of group) finished.done();
  }

  private async commit(group: readonly Finished[]): Promise<void> {
    for (;;) {
      try {
        await this.db.transaction(async tx => {
          await this.claims.end(
            tx,
            group.flatMap(finished => finished.claim ?? []),
          );
          await this.record.execute(
            tx,
            group.flatMap(finished => finished.results),
            this.clock.now(),
          );
        });
        return;
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.log.warn({ err: error }, 'the database is out of reach; answers are kept');
        await pause(RETRY_MS);
      }
    }
  }
}
