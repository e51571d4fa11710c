import { Clock, decodeCursor, encodeCursor, problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listOverrides } from '@sms111/contracts';
import { maskMobile } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { SealedNumbers } from '../sealed-number';

type OverridePage = AnswerOf<typeof listOverrides>;
type OverrideShape = OverridePage['items'][number];

interface Row {
  id: string;
  number_sealed: Buffer;
  network: string;
  reason: string;
  placed_at: Date;
  placed_by: string | null;
  ends_at: Date | null;
  ended_at: Date | null;
  ended_by: string | null;
}

const COLUMNS = 'id, number_sealed, network, reason, placed_at, placed_by, ends_at, ended_at, ended_by';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Overrides as pages show them: their numbers masked. */
@Injectable()
export class OverrideViews {
  constructor(
    private readonly clock: Clock,
    private readonly numbers: SealedNumbers,
  ) {}

  async page(
    reader: Reader,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<OverridePage> {
    const [last] = decodeCursor(cursor) ?? [];
    const rows = await reader.query<Row>(
      `SELECT ${COLUMNS} FROM number_override WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [typeof last === 'string' && UUID.test(last) ? last : null, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const tail = rows.length > limit ? shown.at(-1) : undefined;
    return { items: await this.shapes(shown), next: tail ? encodeCursor([tail.id]) : null };
  }

  /** Problem: `not-found`. */
  async show(reader: Reader, id: string): Promise<OverrideShape> {
    const rows = await reader.query<Row>(`SELECT ${COLUMNS} FROM number_override WHERE id = $1`, [id]);
    const [shape] = await this.shapes(rows);
    if (!shape) throw problem('not-found');
    return shape;
  }

  /** The override that a number has now. */
  async of(reader: Reader, mobile: string): Promise<OverrideShape | null> {
    const rows = await reader.query<Row>(
      `SELECT ${COLUMNS} FROM number_override WHERE number_hash = $1 AND ended_at IS NULL`,
      [this.numbers.hash('override', mobile)],
    );
    const [shape] = await this.shapes(rows);
    return shape?.active ? shape : null;
  }

  private async shapes(rows: readonly Row[]): Promise<OverrideShape[]> {
    const open = await this.numbers.opener('override');
    const now = this.clock.now();
    return rows.map(row => ({
      id: row.id,
      number: maskMobile(open(row.number_sealed)),
      network: row.network,
      reason: row.reason,
      placedAt: row.placed_at.toISOString(),
      placedBy: row.placed_by,
      endsAt: row.ends_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
      endedBy: row.ended_by,
      active: row.ended_at === null && (row.ends_at === null || row.ends_at > now),
    }));
  }
}
