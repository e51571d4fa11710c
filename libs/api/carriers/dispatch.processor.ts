import { DISPATCH, type DispatchJob } from '@sms111/api/messages';
import { LOG, Process, Processor, type Job, type Log } from '@sms111/api/platform';
import { Inject } from '@nestjs/common';
import { Dispatcher } from './dispatcher';

/** Ranges under way at once: enough that every carrier's links have something to do. */
const RANGES_AT_ONCE = 6;

/** Bull wakes; whatever goes wrong here is found again by the sweep. */
@Processor(DISPATCH)
export class DispatchProcessor {
  constructor(
    private readonly dispatcher: Dispatcher,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Process({ concurrency: RANGES_AT_ONCE })
  async range(job: Job<DispatchJob>): Promise<void> {
    try {
      await this.dispatcher.range(job.data);
    } catch (error) {
      this.log.warn(
        { err: error, batch: job.data.batch, from: job.data.from },
        'a range was left to the sweep',
      );
    }
  }
}
