import { decodeCursor, encodeCursor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, grantLanes, InputOf, listLaneRights } from '@sms111/contracts';
import { PERSON_ROLES, permits, type Lane, type Role } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

export type LaneRight = AnswerOf<typeof grantLanes>;
type Question = InputOf<typeof listLaneRights>['query'];

interface Row {
  accountId: string;
  login: string;
  name: string;
  agencyName: string;
  unitName: string;
  isPerson: boolean;
  active: boolean;
  lanes: Lane[];
}

const SELECT = `SELECT a.id AS "accountId", a.login, a.name, g.name AS "agencyName", u.name AS "unitName",
                       a.kind = 'web' AS "isPerson", a.status = 'active' AS active, a.lanes
                  FROM account a JOIN unit u ON u.id = a.unit_id JOIN agency g ON g.id = u.agency_id`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Roles of people who send. */
export const SENDERS: readonly Role[] = PERSON_ROLES.filter(role => permits(role, 'batch.send'));
/** Whether account `a` sends at all; `$n` are `SENDERS`. */
export const maySend = (n: number): string => `(a.kind <> 'web' OR a.role = ANY ($${n}))`;

/** Which account may name which lane. Who names none goes by the size of the request. */
@Injectable()
export class LaneRightViews {
  async page(
    reader: Reader,
    { cursor, limit, search, lane }: Question,
  ): Promise<{ items: LaneRight[]; next: string | null }> {
    const [last] = decodeCursor(cursor) ?? [];
    const rows = await reader.query<Row>(
      `${SELECT}
        WHERE ${maySend(5)} AND ($1::uuid IS NULL OR a.id < $1) AND ($2::text IS NULL OR $2 = ANY (a.lanes))
          AND strpos(lower(concat_ws(' ', g.name, u.name, a.name, a.login)), lower($3)) > 0
        ORDER BY a.id DESC LIMIT $4`,
      [
        typeof last === 'string' && UUID.test(last) ? last : null,
        lane ?? null,
        search ?? '',
        limit + 1,
        SENDERS,
      ],
    );
    const items = rows.slice(0, limit);
    const tail = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: tail ? encodeCursor([tail.accountId]) : null };
  }

  async show(reader: Reader, accountId: string): Promise<LaneRight | null> {
    const [row] = await reader.query<Row>(`${SELECT} WHERE a.id = $1 AND ${maySend(2)}`, [
      accountId,
      SENDERS,
    ]);
    return row ?? null;
  }
}
