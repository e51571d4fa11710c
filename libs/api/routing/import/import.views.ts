import { problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listPortedImports, showPortedImport } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';

type ImportShape = AnswerOf<typeof listPortedImports>['items'][number];
type ImportWithFaults = AnswerOf<typeof showPortedImport>;
type Row = Omit<ImportShape, 'receivedAt' | 'endedAt'> & { receivedAt: Date; endedAt: Date | null };

const LATEST = 20;
const COLUMNS = `i.id, i.kind, i.state, i.file_name AS "fileName", i.bytes, i.bytes_read AS "bytesRead", i.rows,
  i.fault_count AS "faultCount", i.snapshot_id AS "snapshotId", i.login AS "startedBy", i.received_at AS "receivedAt",
  i.ended_at AS "endedAt",
  CASE WHEN i.state = 'confirming' THEN
    jsonb_build_object('inForce', r.snapshot_id, 'before', coalesce(f.ported, 0), 'after', s.ported) END AS comparison`;
/** With what an import that waits for a person would change. */
const FROM = `ported_import i CROSS JOIN routing_state r LEFT JOIN ported_snapshot f ON f.id = r.snapshot_id
  LEFT JOIN ported_snapshot s ON s.id = i.snapshot_id`;

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
      `SELECT ${COLUMNS} FROM ${FROM} ORDER BY i.received_at DESC, i.id DESC LIMIT $1`,
      [LATEST],
    );
    return rows.map(shapeOf);
  }

  /** Problem: `not-found`. */
  async show(reader: Reader, id: string): Promise<ImportWithFaults> {
    const [row] = await reader.query<Row & Pick<ImportWithFaults, 'faults'>>(
      `SELECT ${COLUMNS}, i.faults FROM ${FROM} WHERE i.id = $1`,
      [id],
    );
    if (!row) throw problem('not-found');
    const { faults, ...rest } = row;
    return { ...shapeOf(rest), faults };
  }
}
