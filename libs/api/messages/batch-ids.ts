import { Clock } from '@sms111/api/platform';
import { newBatchIdSource } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** Ids of batches of this process; one that another draws in the same millisecond too is refused by the primary key. */
@Injectable()
export class BatchIds {
  readonly next: () => number;

  constructor(clock: Clock) {
    this.next = newBatchIdSource(
      () => clock.ms(),
      () => Math.floor(Math.random() * 4096),
    );
  }
}
