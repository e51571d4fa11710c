import type { FileFault, Recognised, SheetRow } from '@sms111/api/files';
import type { DataKey, Db, Tx } from '@sms111/api/platform';
import type { createUpload, AnswerOf } from '@sms111/contracts';
import { setImmediate as turn } from 'node:timers/promises';
import type { CheckLease } from './check-lease';
import { codesIn, UploadTally, type UploadVerdict } from './upload-tally';
import { BLOCK_ROWS, sealRows, type UploadRow } from './upload-row';

type RecognisedShape = NonNullable<AnswerOf<typeof createUpload>['recognised']>;

/** How often the page sees progress, and blocks are written. */
const WRITE_EVERY_MS = 250;
/** Blocks in one transaction at most. */
const MOST_BLOCKS = 8;

interface Block {
  readonly rows: readonly UploadRow[];
  readonly sealed: Buffer;
}

const shapeOf = ({ container, layout, columns }: Recognised): RecognisedShape => ({
  format: container.format,
  encoding: container.encoding,
  sheet: container.sheet,
  delimiter: container.delimiter,
  layout: layout.kind,
  columns: [...columns],
});

/** One check under way: rows come in as they are read, sealed blocks go out, several in a transaction. */
export class CheckRun {
  private readonly tally = new UploadTally();
  private recognised: Recognised | undefined;
  private judge: ((row: SheetRow) => UploadRow) | undefined;
  private rows: UploadRow[] = [];
  private blocks: Block[] = [];
  private fraction: number | null = null;
  private written = performance.now();

  constructor(
    private readonly db: Db,
    private readonly lease: CheckLease,
    private readonly key: DataKey,
  ) {}

  begin(recognised: Recognised, judge: (row: SheetRow) => UploadRow): void {
    this.recognised = recognised;
    this.judge = judge;
  }

  async take(rows: readonly SheetRow[], fraction: number): Promise<void> {
    const { judge } = this;
    if (!judge) throw new Error('rows came before the head of their file');
    this.fraction = fraction;
    for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
      for (const row of rows.slice(from, from + BLOCK_ROWS)) this.add(judge(row));
      // Links and receipts live in the same process: they get their turn every few milliseconds.
      await turn();
    }
    if (this.blocks.length >= MOST_BLOCKS || performance.now() - this.written >= WRITE_EVERY_MS)
      await this.write();
  }

  /** Writes the rest and the verdict. The state that it came to: some row returned holds the whole file (A13). */
  async finish(tx: Tx, at: Date): Promise<'ready' | 'returned'> {
    const { tally } = this;
    const { container, layout } = this.recognised ?? {};
    this.closeBlock();
    await this.store(tx);
    const state = tally.returned > 0 ? 'returned' : 'ready';
    const extra = container?.extraSheets ?? 0;
    const verdict: UploadVerdict = {
      reasons: tally.reasons,
      warnings: { ...tally.warnings, ...(extra > 0 && { W_EXTRA_SHEETS: extra }) },
      networks: tally.networks,
    };
    await tx.execute(
      `UPDATE upload SET state = $2, verdict = $3, segments = $4, fraction = 1, checked_at = $5 WHERE id = $1`,
      [this.uploadId, state, JSON.stringify(verdict), layout?.kind === 'B' ? tally.segments : null, at],
    );
    return state;
  }

  /** The file as a whole is returned: nothing of its rows is kept. */
  async refuse(tx: Tx, fault: Pick<FileFault, 'code' | 'value'>, at: Date): Promise<void> {
    await tx.execute('DELETE FROM upload_block WHERE upload_id = $1', [this.uploadId]);
    await tx.execute(
      `UPDATE upload SET state = 'refused', file_errors = $2, checked_at = $3, rows_read = 0, rows_accepted = 0,
                         rows_returned = 0, rows_skipped = 0 WHERE id = $1`,
      [this.uploadId, JSON.stringify([{ code: fault.code, ...(fault.value && { value: fault.value }) }]), at],
    );
  }

  get counts() {
    const { read, accepted, returned, skipped } = this.tally;
    return { rows: read, accepted, returned, skipped };
  }

  private get uploadId(): string {
    return this.lease.upload.id;
  }

  private add(row: UploadRow): void {
    this.tally.add(row);
    this.rows.push(row);
    if (this.rows.length >= BLOCK_ROWS) this.closeBlock();
  }

  private closeBlock(): void {
    if (this.rows.length === 0) return;
    this.blocks.push({ rows: this.rows, sealed: sealRows(this.key, this.uploadId, this.rows) });
    this.rows = [];
  }

  private async write(): Promise<void> {
    await this.db.transaction(async tx => {
      await this.lease.hold(tx);
      await this.store(tx);
    });
    this.blocks = [];
    this.written = performance.now();
  }

  /** Blocks and progress; the lease is held. */
  private async store(tx: Tx): Promise<void> {
    for (const { rows, sealed } of this.blocks) {
      const verdicts = (verdict: UploadRow['verdict']): number =>
        rows.filter(row => row.verdict === verdict).length;
      await tx.execute(
        `INSERT INTO upload_block (upload_id, first_row, last_row, accepted, returned, skipped, codes, sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          this.uploadId,
          rows[0]?.line,
          rows.at(-1)?.line,
          verdicts('accept'),
          verdicts('reject'),
          verdicts('skip'),
          codesIn(rows),
          sealed,
        ],
      );
    }
    const { read, accepted, returned, skipped } = this.tally;
    await tx.execute(
      `UPDATE upload SET rows_read = $2, rows_accepted = $3, rows_returned = $4, rows_skipped = $5, fraction = $6,
                         recognised = $7 WHERE id = $1`,
      [
        this.uploadId,
        read,
        accepted,
        returned,
        skipped,
        this.fraction,
        this.recognised ? JSON.stringify(shapeOf(this.recognised)) : null,
      ],
    );
  }
}
