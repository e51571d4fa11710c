import { Config } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readInThread } from './read-in-thread';
import { readTable } from './read-table';
import type { ReadTable, TableSink, TableSource } from './table';

const THREAD = 'read-file.thread.js';

/** The thread is built beside the program that runs. */
const threadFile = (): string => {
  const file = path.join(path.dirname(process.argv[1] ?? ''), THREAD);
  if (!existsSync(file)) throw new Error(`${file} is missing: files cannot be read (see tools/entries.mjs)`);
  return file;
};

/** Reads files of recipients: in a thread, or, in tests, where nothing is built, in this process. */
@Injectable()
export class TableReader {
  private readonly reading: ReadTable;

  constructor(config: Config) {
    this.reading = config.get('NODE_ENV') === 'test' ? readTable : readInThread(threadFile());
  }

  /** Throws a `FileFault` when the file as a whole is returned. The bytes cannot be used afterwards. */
  read(source: TableSource, sink: TableSink): Promise<void> {
    return this.reading(source, sink);
  }
}
