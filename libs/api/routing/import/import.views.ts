import { problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listPortedImports, showPortedImport } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';

type ImportShape = AnswerOf<typeof listPortedImports>['items'][number];
type ImportWithFaults = AnswerOf<typeof showPortedImport>;
type Row = Omit<ImportShape, 'receivedAt' | 'endedAt'> & { receivedAt: Date; endedAt: Date | null };

const LATEST = 20;
const COLUMNS = `id, kind, state, file_name AS "fileName", bytes, bytes_read AS "bytesRead", rows,
  fault_count AS "faultCount", snapshot_id AS "snapshotId", login AS "startedBy", received_at AS "receivedAt",
  ended_at AS "endedAt"`;

const shapeOf = ({ receivedAt, endedAt, ...row }: Row): ImportShape => ({
  ...row,
  receivedAt: receivedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

/** Imports of ported numbers as pages show them. */
@Injectable()
export class ImportViews {
  async latest(reader: Reader): Promise<ImportShape[]> {
    const rows = await reader.query<Row>(
      `SELECT ${COLUMNS} FROM ported_import ORDER BY received_at DESC, id DESC LIMIT $1`,
      [LATEST],
    );
    return rows.map(shapeOf);
  }

  /** Problem: `not-found`. */
  async show(reader: Reader, id: string): Promise<ImportWithFaults> {
    const [row] = await reader.query<Row & Pick<ImportWithFaults, 'faults'>>(
      `SELECT ${COLUMNS}, faults FROM ported_import WHERE id = $1`,
      [id],
    );
    if (!row) throw problem('not-found');
    const { faults, ...rest } = row;
    return { ...shapeOf(rest), faults };
  }
}
