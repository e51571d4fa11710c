import { Clock, problem, type Actor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showUpload } from '@sms111/contracts';
import { formatBatchId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import type { Counts, UploadVerdict } from './upload-tally';

export type UploadShape = AnswerOf<typeof showUpload>;

interface UploadLine {
  id: string;
  file_name: string;
  bytes: number;
  state: UploadShape['state'];
  uploaded_at: Date;
  signature_id: string;
  recognised: UploadShape['recognised'];
  rows_read: number;
  rows_accepted: number;
  rows_returned: number;
  rows_skipped: number;
  segments: number | null;
  fraction: number | null;
  verdict: Partial<UploadVerdict>;
  file_errors: UploadShape['fileErrors'];
  checking_since: Date | null;
  checked_at: Date | null;
  batch: number | null;
  good_rows_only: boolean;
}

const SELECT = `
  SELECT u.id, u.file_name, u.bytes, u.state, u.uploaded_at, u.signature_id, u.recognised, u.rows_read, u.rows_accepted,
         u.rows_returned, u.rows_skipped, u.segments, u.fraction, u.verdict, u.file_errors, u.checking_since,
         u.checked_at, u.batch, n.good_rows_only
    FROM upload u JOIN unit n ON n.id = u.unit_id`;

/** Uploads that are not sent are few; a list of more would not be read. */
const MOST_LISTED = 100;

/** Uploads for their pages. Whoever uploaded a file sees it, nobody else. */
@Injectable()
export class UploadViews {
  constructor(private readonly clock: Clock) {}

  /** Problem: `not-found`, also for another account's upload. */
  async show(reader: Reader, actor: Actor, uploadId: string): Promise<UploadShape> {
    const [row] = await reader.query<UploadLine>(`${SELECT} WHERE u.id = $1 AND u.account_id = $2`, [
      uploadId,
      actor.accountId,
    ]);
    if (!row) throw problem('not-found');
    return this.shape(row);
  }

  /** Those that are not sent yet, newest first. */
  async list(reader: Reader, actor: Actor): Promise<UploadShape[]> {
    const rows = await reader.query<UploadLine>(
      `${SELECT} WHERE u.account_id = $1 AND u.state <> 'sent' ORDER BY u.id DESC LIMIT ${MOST_LISTED}`,
      [actor.accountId],
    );
    return rows.map(row => this.shape(row));
  }

  private shape(row: UploadLine): UploadShape {
    return {
      id: row.id,
      fileName: row.file_name,
      bytes: row.bytes,
      state: row.state,
      uploadedAt: row.uploaded_at.toISOString(),
      signatureId: row.signature_id,
      recognised: row.recognised,
      progress: { rows: row.rows_read, rowsPerSecond: this.rate(row), fraction: row.fraction },
      rows: {
        total: row.rows_accepted + row.rows_returned + row.rows_skipped,
        accepted: row.rows_accepted,
        returned: row.rows_returned,
        skipped: row.rows_skipped,
      },
      segments: row.segments,
      reasons: codes(row.verdict.reasons),
      warnings: codes(row.verdict.warnings),
      networks: most(row.verdict.networks).map(([network, rows]) => ({ network, rows })),
      fileErrors: row.file_errors,
      batchId: row.batch === null ? null : formatBatchId(row.batch),
      goodRowsOnly: row.good_rows_only,
    };
  }

  private rate({ checking_since, checked_at, rows_read }: UploadLine): number {
    if (!checking_since) return 0;
    const seconds = ((checked_at ?? this.clock.now()).getTime() - checking_since.getTime()) / 1000;
    return seconds > 0 ? Math.round(rows_read / seconds) : 0;
  }
}

/** The most frequent first. */
const most = (counts: Counts = {}): [string, number][] =>
  Object.entries(counts).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));

const codes = (counts: Counts | undefined) => most(counts).map(([code, rows]) => ({ code, rows }));
