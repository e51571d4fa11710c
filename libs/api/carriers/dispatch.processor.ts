import { DISPATCH, type DispatchJob } from '@sms111/api/messages';
import { Process, Processor, type Job } from '@sms111/api/platform';
import { Dispatcher } from './dispatcher';

/** Jobs taken from the queue at once. Each only puts its ranges into the plan. */
const AT_ONCE = 8;

/** Bull wakes; what is lost on the way here is found by the sweep. */
@Processor(DISPATCH)
export class DispatchProcessor {
  constructor(private readonly dispatcher: Dispatcher) {}

  @Process({ concurrency: AT_ONCE })
  async ranges(job: Job<readonly DispatchJob[]>): Promise<void> {
    this.dispatcher.wake(job.data);
  }
}
