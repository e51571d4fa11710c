import { heldCarriers, heldGroups } from '@sms111/api/messages';
import { decodeNumbers, encodeCursor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listHeld } from '@sms111/contracts';
import { formatBatchId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

type Page = AnswerOf<typeof listHeld>;
type Group = Page['items'][number];

interface HeldRow {
  id: number;
  name: string;
  agency_name: string;
  groups: Omit<Group, 'batchId' | 'batchName' | 'agencyName'>[];
}

/** What is held, by batch, carrier and cause (ARC-11): from the tallies of the batches that wait, never from the messages. */
@Injectable()
export class HeldViews {
  /** Oldest batches first; the cursor is the last batch. A page has at most `limit` batches. */
  async list(
    reader: Reader,
    now: Date,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page> {
    const [after = 0] = decodeNumbers(query.cursor, 1) ?? [];
    const rows = await reader.query<HeldRow>(
      `WITH ${heldCarriers('$3')}
       SELECT b.id, b.name, a.name AS agency_name,
              json_agg(json_build_object('carrier', h.carrier, 'cause', h.cause, 'messages', h.messages,
                                         'segments', h.segments, 'estimated', h.estimated, 'since', h.since)
                       ORDER BY h.carrier, h.cause) AS groups
         FROM batch b ${heldGroups('$3')}
        WHERE b.waiting_messages > 0 AND b.id > $1
        GROUP BY b.id, a.id ORDER BY b.id LIMIT $2`,
      [after, query.limit + 1, now],
    );
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.flatMap(row =>
        row.groups.map(group => ({
          batchId: formatBatchId(row.id),
          batchName: row.name,
          agencyName: row.agency_name,
          ...group,
          since: new Date(group.since).toISOString(),
        })),
      ),
      next: last ? encodeCursor([last.id]) : null,
    };
  }
}
