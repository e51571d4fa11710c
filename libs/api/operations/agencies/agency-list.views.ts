import { decodeCursor, encodeCursor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, InputOf, listAgencies } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';

type Page = AnswerOf<typeof listAgencies>;
type Question = InputOf<typeof listAgencies>['query'];

interface Row {
  id: string;
  name: string;
  units: number;
  waiting: number;
  suspended: boolean;
  since: Date | null;
  reason: string | null;
  by: string | null;
}

/** The agencies for those who supervise them. */
@Injectable()
export class AgencyListViews {
  /** By name; the cursor is the last name. */
  async page(reader: Reader, { cursor, limit, search, state }: Question): Promise<Page> {
    const [last] = decodeCursor(cursor) ?? [];
    const rows = await reader.query<Row>(
      `SELECT a.id, a.name, a.status = 'suspended' AS suspended, coalesce(a.suspended_at, a.created_at) AS since,
              coalesce(a.suspension_reason, '') AS reason, p.name AS by,
              (SELECT count(*)::int FROM unit u WHERE u.agency_id = a.id) AS units,
              (SELECT coalesce(sum(b.waiting_messages), 0)::int FROM batch b
                WHERE b.agency_id = a.id AND b.waiting_messages > 0) AS waiting
         FROM agency a LEFT JOIN account p ON p.id = a.suspended_by
        WHERE ($1::text IS NULL OR a.name > $1) AND ($2::text IS NULL OR a.status = $2)
          AND strpos(lower(a.name), lower($3)) > 0
        ORDER BY a.name LIMIT $4`,
      [typeof last === 'string' ? last : null, state ?? null, search ?? '', limit + 1],
    );
    const shown = rows.slice(0, limit);
    const tail = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ id, name, units, waiting, suspended, since, reason, by }) => ({
        ...{ id, name, units, waitingMessages: waiting },
        suspension: suspended && since ? { since: since.toISOString(), reason: reason ?? '', by } : null,
      })),
      next: tail ? encodeCursor([tail.name]) : null,
    };
  }
}
