import type { Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { ApplyReceipts, type Receipt } from './apply-receipts';
import { RecordSubmits, type SubmitResult } from './record-submits';
import { Transitions } from './transitions';

/** What carriers said in one moment: answers to submits, and receipts. */
export interface Outcomes {
  readonly results: readonly SubmitResult[];
  readonly receipts: readonly Receipt[];
}

/** Writes a group of outcomes. All moves first, then once what follows from them: counters, money, notices. */
@Injectable()
export class WriteOutcomes {
  constructor(
    private readonly record: RecordSubmits,
    private readonly receipts: ApplyReceipts,
    private readonly transitions: Transitions,
  ) {}

  async execute(tx: Tx, { results, receipts }: Outcomes, now: Date): Promise<void> {
    const submitted = await this.record.moves(tx, results, now);
    const arrived = await this.receipts.moves(tx, receipts, now);
    await this.transitions.apply(tx, [...submitted, ...arrived], now);
    await this.record.inDoubt(tx, results);
  }
}
