import { CopyBuffer, lookupHash, seal, type DataKey, type Tx } from '@sms111/api/platform';
import { BLOCK_ROWS, blockPlace, encodeBlock } from './block';
import { S } from './codes';

/** One message to be accepted; everything about it has been judged. */
export interface AcceptRow {
  /** `09…`, ten digits. */
  readonly number: string;
  /** The whole text with its signature; `null` where the batch has a common one. */
  readonly text: string | null;
  /** The sender's own id. */
  readonly ref: string | null;
  readonly segments: number;
}

const STATE = ['batch', 'seq', 'state', 'parts', 'number_hash'] as const;
const BLOCK = ['batch', 'first_seq', 'last_seq', 'sealed'] as const;

/** Rows of messages and their sealed blocks on their way into the tables. */
export class MessageRows {
  private readonly states: CopyBuffer;
  private readonly blocks = new CopyBuffer(['int8', 'int4', 'int4', 'bytea']);

  constructor(size: number) {
    this.states = new CopyBuffer(['int8', 'int4', 'int2', 'int2', 'bytea'], size * 64);
  }

  /** Messages of a batch from sequence number `first`. Returns their segments. */
  add(
    { batch, sealKey, lookupKey }: { batch: number; sealKey: DataKey; lookupKey: DataKey },
    first: number,
    rows: readonly AcceptRow[],
  ): number {
    let segments = 0;
    rows.forEach((row, i) => {
      this.states.row(batch, first + i, S.accepted, row.segments, lookupHash(lookupKey.key, row.number));
      segments += row.segments;
    });
    for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
      const part = rows.slice(from, from + BLOCK_ROWS);
      const [low, high] = [first + from, first + from + part.length - 1];
      this.blocks.row(batch, low, high, seal(sealKey.key, blockPlace(batch, low, high), encodeBlock(part)));
    }
    return segments;
  }

  async copy(tx: Tx): Promise<void> {
    await tx.copyIn('message_state', STATE, this.states);
    await tx.copyIn('message_block', BLOCK, this.blocks);
  }
}

/** Rows in one COPY: enough to amortise it, few enough to keep the event loop free. */
const COPY_ROWS = 5_000;

/** Writes the messages of one batch by COPY in buffers, block by block; while the server takes one, the next is made ready. */
export class BatchWriter {
  messages = 0;
  segments = 0;
  private waiting: AcceptRow[] = [];
  private copying: Promise<void> = Promise.resolve();

  constructor(
    private readonly tx: Tx,
    readonly batch: number,
    readonly sealKey: DataKey,
    readonly lookupKey: DataKey,
  ) {}

  async add(rows: readonly AcceptRow[]): Promise<void> {
    for (const row of rows) {
      this.waiting.push(row);
      if (this.waiting.length === COPY_ROWS) await this.write();
    }
  }

  /** Resolves when everything that was added is in the tables. */
  async flush(): Promise<void> {
    await this.write();
    await this.copying;
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    const rows = new MessageRows(waiting.length);
    this.segments += rows.add(this, this.messages, waiting);
    this.messages += waiting.length;
    await this.copying;
    this.copying = rows.copy(this.tx);
    // Whoever adds or flushes next hears of a fault.
    this.copying.catch(() => {});
  }
}
