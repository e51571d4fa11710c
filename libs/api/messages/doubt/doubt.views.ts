import { decodeNumbers, encodeCursor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, countUnconfirmed, InputOf, listUnconfirmed } from '@sms111/contracts';
import { formatBatchId, formatMessageId, maskMobile } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { CHUNK } from '../close-messages';
import { MessageContents } from '../message-contents';
import { doubtRows, type DoubtFilter, type DoubtRow } from './doubt-rows';

type Page = AnswerOf<typeof listUnconfirmed>;
type Query = InputOf<typeof listUnconfirmed>['query'];

/** What one resolution may take in: it is applied in one transaction. */
export const MOST_RESOLVED = CHUNK;

interface MoreRow {
  batch: number;
  seq: number;
  parts: number;
  carrier: string;
  batch_name: string;
  agency_name: string;
  proposed: boolean;
}

/** Messages in doubt, for whoever asks the carriers about them. Numbers are masked, texts not shown. */
@Injectable()
export class DoubtViews {
  constructor(private readonly contents: MessageContents) {}

  async list(reader: Reader, query: Query): Promise<Page> {
    const [batch, seq] = decodeNumbers(query.cursor, 2) ?? [];
    const after = batch !== undefined && seq !== undefined ? { batch, seq } : undefined;
    const rows = await doubtRows(reader, query, query.limit + 1, after);
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: await this.lines(reader, shown),
      next: last ? encodeCursor([last.batch, last.seq]) : null,
    };
  }

  /** What a resolution by this filter would take in, counted no further than it could. */
  async count(reader: Reader, filter: DoubtFilter): Promise<AnswerOf<typeof countUnconfirmed>> {
    const rows = await doubtRows(reader, filter, MOST_RESOLVED + 1);
    const tooMany = rows.length > MOST_RESOLVED;
    const counted = rows.slice(0, MOST_RESOLVED);
    return { messages: counted.length, segments: await segmentsOf(reader, counted), tooMany };
  }

  private async lines(reader: Reader, rows: readonly DoubtRow[]): Promise<Page['items']> {
    if (rows.length === 0) return [];
    const more = await reader.query<MoreRow>(
      `SELECT w.batch, w.seq, s.parts, s.carrier, b.name AS batch_name, a.name AS agency_name,
              EXISTS (SELECT FROM resolution_message m JOIN resolution r ON r.id = m.resolution_id AND r.state = 'proposed'
                       WHERE m.batch = w.batch AND m.seq = w.seq) AS proposed
         FROM unnest($1::bigint[], $2::int[]) AS w (batch, seq)
        CROSS JOIN LATERAL (SELECT parts, carrier FROM message_state WHERE batch = w.batch AND seq = w.seq LIMIT 1) s
         JOIN batch b ON b.id = w.batch
         JOIN agency a ON a.id = b.agency_id`,
      [rows.map(row => row.batch), rows.map(row => row.seq)],
    );
    const byKey = new Map(more.map(row => [`${row.batch}-${row.seq}`, row]));
    const contents = await this.contents.some(reader, rows);
    return rows.flatMap(row => {
      const key = `${row.batch}-${row.seq}`;
      const found = byKey.get(key);
      if (!found) return [];
      const content = contents.get(key);
      return [
        {
          id: formatMessageId(row),
          batchId: formatBatchId(row.batch),
          batchName: found.batch_name,
          agencyName: found.agency_name,
          number: content ? maskMobile(content.number) : '',
          segments: found.parts,
          carrier: found.carrier,
          link: row.link,
          since: row.at.toISOString(),
          proposed: found.proposed,
        },
      ];
    });
  }
}

/** Segments of some messages. */
export const segmentsOf = async (
  reader: Reader,
  keys: readonly { readonly batch: number; readonly seq: number }[],
): Promise<number> => {
  if (keys.length === 0) return 0;
  const [sum] = await reader.query<{ segments: number }>(
    `SELECT coalesce(sum(s.parts), 0)::int AS segments
       FROM unnest($1::bigint[], $2::int[]) AS w (batch, seq)
      CROSS JOIN LATERAL (SELECT parts FROM message_state WHERE batch = w.batch AND seq = w.seq LIMIT 1) s`,
    [keys.map(key => key.batch), keys.map(key => key.seq)],
  );
  return sum?.segments ?? 0;
};
