import { Worker } from 'node:worker_threads';
import { errorCode } from './error-code';
import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';
import { TAKEN, type FromThread } from './reading-thread';
import type { ReadTable, TableSink, TableSource } from './table';

/** Silence after which a file is taken to be made to keep us busy. */
const SILENCE_MS = 120_000;

/** Bytes whose memory can be given away whole. */
const movable = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);

const faultOf = (error: Error): Error =>
  errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileFault('E_FILE_TOO_LARGE') : error;

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** One reading: hands the messages of the thread to the sink in their order. */
class Reading {
  private readonly worker: Worker;
  private turn: Promise<void> = Promise.resolve();
  private silence: NodeJS.Timeout | undefined;

  constructor(
    threadFile: string,
    heapMib: number,
    source: TableSource,
    private readonly sink: TableSink,
    private readonly settle: (fault?: Error) => void,
  ) {
    const bytes = movable(source.bytes);
    this.worker = new Worker(threadFile, {
      workerData: { fileName: source.fileName, bytes },
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: heapMib },
      // The thread opens what strangers sent: it gets none of our secrets.
      env: {},
    });
    this.worker.on('message', (message: FromThread) => this.queue(message));
    this.worker.on('error', (error: Error) => this.end(faultOf(error)));
    this.worker.on('exit', code => {
      void this.turn.then(() => this.end(new Error(`the reading thread ended with ${code}`)));
    });
    this.listen();
  }

  private queue(message: FromThread): void {
    clearTimeout(this.silence);
    this.turn = this.turn
      .then(() => this.deal(message))
      .then(() => this.listen())
      .catch((error: unknown) => this.end(asError(error)));
  }

  private async deal(message: FromThread): Promise<void> {
    switch (message.kind) {
      case 'head':
        return this.sink.onHead(message.recognised);
      case 'rows':
        await this.sink.onRows(message.rows, message.fraction);
        return this.worker.postMessage(TAKEN);
      case 'done':
        return this.end();
      case 'fault':
        return this.end(new FileFault(message.code, message.value));
    }
  }

  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.end(new FileFault('E_FILE_TOO_LARGE')), SILENCE_MS);
  }

  /** The first outcome stands; whatever the thread still does is cut off. */
  private end(fault?: Error): void {
    clearTimeout(this.silence);
    this.settle(fault);
    void this.worker.terminate();
  }
}

/**
 * Reads a file in a thread of its own with a heap of its own, so that a file made to do harm ends the thread and not
 * the process. The bytes move into the thread; the source cannot be read again.
 */
export const readInThread =
  (threadFile: string, heapMib: number = FILE_LIMITS.heapMib): ReadTable =>
  (source, sink) =>
    new Promise((resolve, reject) => {
      new Reading(threadFile, heapMib, source, sink, fault => (fault ? reject(fault) : resolve()));
    });
