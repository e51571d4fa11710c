import { LOG, type Log, Round } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ImportLeases } from './import-lease';
import { RunImport } from './run-import';

const EVERY_MS = 2_000;

/** Finds files of ported numbers that wait, in the worker. */
@Injectable()
export class ImportSweep {
  private readonly round = new Round();

  constructor(
    private readonly leases: ImportLeases,
    private readonly imports: RunImport,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'the sweep of imports failed'),
    );
  }

  /** Runs every import that waits, one after the other. */
  async run(): Promise<void> {
    await this.leases.abandon();
    while ((await this.leases.waits()) && (await this.imports.next()) !== null);
  }
}
