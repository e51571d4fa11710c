import { decodeNumbers, encodeCursor, problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listSnapshots } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';

type SnapshotPage = AnswerOf<typeof listSnapshots>;
export type SnapshotShape = SnapshotPage['items'][number];

type Row = Omit<SnapshotShape, 'madeAt'> & { madeAt: Date };

const SELECT = `SELECT s.id, s.kind, s.parent_id AS "parentId", s.file_name AS "fileName", s.rows, s.ported, s.pending,
       s.made_at AS "madeAt", s.made_by AS "madeBy", s.id IS NOT DISTINCT FROM r.snapshot_id AS "inForce"
  FROM ported_snapshot s CROSS JOIN routing_state r WHERE s.complete`;

/** One that waits for a person is decided about as an import, and is no version to go back to. */
export const DECIDED = `NOT EXISTS (SELECT FROM ported_import i WHERE i.snapshot_id = s.id AND i.state = 'confirming')`;

const shapeOf = (row: Row): SnapshotShape => ({ ...row, madeAt: row.madeAt.toISOString() });

/** Snapshots of ported numbers as pages show them. */
@Injectable()
export class SnapshotViews {
  async page(
    reader: Reader,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<SnapshotPage> {
    const [before = null] = decodeNumbers(cursor, 1) ?? [];
    const rows = await reader.query<Row>(
      `${SELECT} AND ${DECIDED} AND ($1::bigint IS NULL OR s.id < $1) ORDER BY s.id DESC LIMIT $2`,
      [before, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const tail = rows.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map(shapeOf), next: tail ? encodeCursor([tail.id]) : null };
  }

  /** Problem: `not-found`. */
  async show(reader: Reader, id: number): Promise<SnapshotShape> {
    const [row] = await reader.query<Row>(`${SELECT} AND s.id = $1`, [id]);
    if (!row) throw problem('not-found');
    return shapeOf(row);
  }

  async inForce(reader: Reader): Promise<SnapshotShape | null> {
    const [row] = await reader.query<Row>(`${SELECT} AND s.id = r.snapshot_id`);
    return row ? shapeOf(row) : null;
  }
}
