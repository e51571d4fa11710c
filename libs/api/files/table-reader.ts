import { Config } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readInThread } from './read-in-thread';
import { readTable } from './read-table';
import type { ReadTable, TableSink, TableSource } from './table';

const THREAD = 'read-file.thread.js';

/** The thread is built beside the program that runs; specs run from sources, where there is none. */
const readingOf = (config: Config): ReadTable => {
  const file = path.join(path.dirname(process.argv[1] ?? ''), THREAD);
  if (existsSync(file)) return readInThread(file);
  if (config.get('NODE_ENV') === 'test') return readTable;
  throw new Error(`${file} is missing: no file can be read without its thread`);
};

/** Reads files of recipients in a thread of their own. */
@Injectable()
export class TableReader {
  private readonly reading: ReadTable;

  constructor(config: Config) {
    this.reading = readingOf(config);
  }

  /** Throws a `FileFault` when the file as a whole is returned. The bytes cannot be used afterwards. */
  read(source: TableSource, sink: TableSink): Promise<void> {
    return this.reading(source, sink);
  }
}
