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
    private readonly batch: number,
    private readonly sealKey: DataKey,
    private readonly lookupKey: DataKey,
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
    const rows = this.waiting;
    this.waiting = [];
    const state = new CopyBuffer(['int8', 'int4', 'int2', 'int2', 'bytea'], rows.length * 64);
    const block = new CopyBuffer(['int8', 'int4', 'int4', 'bytea']);
    rows.forEach((row, i) => {
      const seq = this.messages + i;
      state.row(this.batch, seq, S.accepted, row.segments, lookupHash(this.lookupKey.key, row.number));
      this.segments += row.segments;
    });
    for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
      const part = rows.slice(from, from + BLOCK_ROWS);
      const first = this.messages + from;
      const last = first + part.length - 1;
      block.row(
        this.batch,
        first,
        last,
        seal(this.sealKey.key, blockPlace(this.batch, first, last), encodeBlock(part)),
      );
    }
    this.messages += rows.length;
    await this.copying;
    this.copying = this.copy(state, block);
    // Whoever adds or flushes next hears of a fault.
    this.copying.catch(() => {});
  }

  private async copy(state: CopyBuffer, block: CopyBuffer): Promise<void> {
    await this.tx.copyIn('message_state', STATE, state);
    await this.tx.copyIn('message_block', BLOCK, block);
  }
}
