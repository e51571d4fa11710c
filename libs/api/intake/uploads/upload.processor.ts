import { LOG, Process, Processor, type Job, type Log } from '@sms111/api/platform';
import { Inject } from '@nestjs/common';
import { CheckUpload } from './check-upload';
import { UPLOADS, type CheckJob } from './upload-wake';

/** Each holds a thread with its own heap. */
const AT_ONCE = 2;

@Processor(UPLOADS)
export class UploadProcessor {
  constructor(
    private readonly check: CheckUpload,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Process({ concurrency: AT_ONCE })
  async run(job: Job<CheckJob>): Promise<void> {
    const { uploadId } = job.data;
    try {
      await this.check.execute(uploadId);
    } catch (error) {
      // Its lease runs out, and the sweep gives it to another.
      this.log.error({ err: error, uploadId }, 'checking an upload failed');
    }
  }
}
