import { InjectQueue, type Queue } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

export const UPLOADS = 'uploads';

export interface CheckJob {
  readonly uploadId: string;
}

/** Wakes a worker for an upload. The job only wakes; the claim in PostgreSQL decides. */
@Injectable()
export class UploadWake {
  constructor(@InjectQueue(UPLOADS) private readonly queue: Queue<CheckJob>) {}

  /** An upload that already waits or runs is not doubled. */
  async check(uploadId: string): Promise<void> {
    await this.queue.add({ uploadId }, { jobId: uploadId });
  }
}
