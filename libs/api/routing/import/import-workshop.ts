import { Config } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { workHere, type ImportWork, type OpenWork } from './import-work';
import type { PortedFileSettings } from './ported-file';
import { workInThread } from './work-in-thread';

const THREAD = 'import-ported.thread.js';

/** The thread is built beside the program that runs; specs run from sources, where there is none. */
const workOf = (config: Config): OpenWork => {
  const file = path.join(path.dirname(process.argv[1] ?? ''), THREAD);
  if (existsSync(file)) return workInThread(file);
  if (config.get('NODE_ENV') === 'test') return workHere;
  throw new Error(`${file} is missing: ported numbers cannot be imported without their thread`);
};

/** Where files of ported numbers are worked on. */
@Injectable()
export class ImportWorkshop {
  private readonly openWork: OpenWork;

  constructor(config: Config) {
    this.openWork = workOf(config);
  }

  open(settings: PortedFileSettings): ImportWork {
    return this.openWork(settings);
  }
}
