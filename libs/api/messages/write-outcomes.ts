import type { Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { ApplyReceipts } from './apply-receipts';
import type { Receipt } from './receipt';
import { isPlainResult, RecordSubmits, type SubmitResult } from './record-submits';
import { Transitions, type Moved } from './transitions';

/** What carriers said in one moment: answers to submits, and receipts. */
export interface Outcomes {
  readonly results: readonly SubmitResult[];
  readonly receipts: readonly Receipt[];
}

/** Something else happened to the messages meanwhile: the transaction is to be run again, `carefully`. */
export class MovedOn extends Error {}

/** Writes a group of outcomes. All moves first, then once what follows from them: counters, money, notices. */
@Injectable()
export class WriteOutcomes {
  constructor(
    private readonly record: RecordSubmits,
    private readonly receipts: ApplyReceipts,
    private readonly transitions: Transitions,
  ) {}

  /**
   * Mostly each message was accepted at its first attempt, and then the statements of a group are sent without waiting for each
   * other. Throws `MovedOn` where that does not fit what is found; `carefully` takes one after the other.
   */
  async execute(tx: Tx, { results, receipts }: Outcomes, now: Date, carefully: boolean): Promise<void> {
    const together = !carefully && results.length > 0 && results.every(isPlainResult);
    const moved = together
      ? await this.together(tx, { results, receipts }, now)
      : [...(await this.record.moves(tx, results, now)), ...(await this.receipts.moves(tx, receipts, now))];
    await this.transitions.apply(tx, moved, now);
    await this.record.inDoubt(tx, results);
  }

  private async together(tx: Tx, { results, receipts }: Outcomes, now: Date): Promise<Moved[]> {
    const [submitted, arrived] = await Promise.all([
      this.record.plainMoves(tx, results, now),
      this.receipts.moves(tx, receipts, now),
    ]);
    if (!submitted) throw new MovedOn('a submit finds its message elsewhere');
    return [...submitted, ...arrived];
  }
}
