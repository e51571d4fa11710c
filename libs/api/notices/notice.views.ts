import { decodeCursor, encodeCursor, type Reader } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { NoticeKind, NoticeParams } from './notice-words';

export interface NoticePage {
  readonly items: {
    id: string;
    kind: NoticeKind;
    params: Record<string, string | number>;
    at: string;
    read: boolean;
  }[];
  readonly next: string | null;
  readonly unread: number;
}

/** Unread notices are counted no further. */
const MOST_UNREAD = 1_000;

interface Row {
  id: string;
  kind: NoticeKind;
  params: NoticeParams;
  at: Date;
  readAt: Date | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The notices of one account, newest first. */
@Injectable()
export class NoticeViews {
  async page(
    reader: Reader,
    accountId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<NoticePage> {
    const [last] = decodeCursor(cursor) ?? [];
    const before = typeof last === 'string' && UUID.test(last) ? last : null;
    // Ids grow with time (uuid v7), so the order of the index is the order of the page.
    const rows = await reader.query<Row>(
      `SELECT id, kind, params, at, read_at AS "readAt" FROM notice
        WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [accountId, before, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const tail = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ at, readAt, params, ...row }) => ({
        ...row,
        params: { ...params },
        at: at.toISOString(),
        read: readAt !== null,
      })),
      next: tail ? encodeCursor([tail.id]) : null,
      unread: await this.unread(reader, accountId),
    };
  }

  private async unread(reader: Reader, accountId: string): Promise<number> {
    const [row] = await reader.query<{ unread: number }>(
      `SELECT count(*) AS unread
         FROM (SELECT FROM notice WHERE account_id = $1 AND read_at IS NULL LIMIT ${MOST_UNREAD}) n`,
      [accountId],
    );
    return row?.unread ?? 0;
  }
}
