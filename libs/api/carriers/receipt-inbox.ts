import { ApplyReceipts, type Receipt } from '@sms111/api/messages';
import { Clock, Db, isOutage, LOG, type Log } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

interface Waiting {
  readonly receipt: Receipt;
  readonly answer: (committed: boolean) => void;
}

const RETRY_MS = 500;
const MOST = 2_000;

/** Commits receipts in groups, and answers them only then: a crash before makes the carrier repeat them. */
@Injectable()
export class ReceiptInbox {
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly receipts: ApplyReceipts,
    @Inject(LOG) private readonly log: Log,
  ) {}

  add(receipt: Receipt, answer: (committed: boolean) => void): void {
    this.waiting.push({ receipt, answer });
    this.running ??= this.run();
  }

  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    try {
      // What else arrives in this turn of the loop belongs to the first group.
      await new Promise(resolve => setImmediate(resolve));
      while (this.waiting.length > 0) await this.group(this.waiting.splice(0, MOST));
    } finally {
      this.running = null;
    }
  }

  private async group(group: readonly Waiting[]): Promise<void> {
    try {
      await this.commit(group.map(each => each.receipt));
      for (const each of group) each.answer(true);
    } catch (error) {
      if (group.length > 1) {
        for (const each of group) await this.group([each]);
        return;
      }
      this.log.error({ err: error }, 'a receipt could not be applied');
      group[0]?.answer(false);
    }
  }

  private async commit(receipts: readonly Receipt[]): Promise<void> {
    for (;;) {
      try {
        await this.db.transaction(tx => this.receipts.execute(tx, receipts, this.clock.now()));
        return;
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.log.warn({ err: error }, 'the database is out of reach; receipts wait unanswered');
        await pause(RETRY_MS);
      }
    }
  }
}
