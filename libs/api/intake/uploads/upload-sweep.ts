import { LOG, type Log, Round } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CheckLeases } from './check-lease';
import { UploadWake } from './upload-wake';

const EVERY_MS = 5_000;

/** Finds uploads whose checker died or whose job was lost with Redis, and wakes a worker for them. */
@Injectable()
export class UploadSweep {
  private readonly round = new Round();

  constructor(
    private readonly leases: CheckLeases,
    private readonly wake: UploadWake,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'the sweep of uploads failed'),
    );
  }

  /** How many were woken. */
  async run(): Promise<number> {
    const stranded = await this.leases.stranded();
    for (const id of stranded) await this.wake.check(id);
    return stranded.length;
  }
}
