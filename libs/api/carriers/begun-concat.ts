import { int4s, int8s, type Reader } from '@sms111/api/platform';
import type { LinkConcat } from './link';

interface Key {
  readonly batch: number;
  readonly seq: number;
}

/** `batch/seq` of a message, as `begunConcats` answers it. */
export const keyOf = ({ batch, seq }: Key): string => `${batch}/${seq}`;

/**
 * How the accepted parts of messages were carried: as their link was set then, before whatever change was approved since.
 * By `keyOf`.
 */
export const begunConcats = async (
  reader: Reader,
  messages: readonly Key[],
): Promise<ReadonlyMap<string, LinkConcat>> => {
  if (messages.length === 0) return new Map();
  const rows = await reader.query<Key & { concat: LinkConcat }>(
    `SELECT DISTINCT ON (p.batch, p.seq) p.batch, p.seq,
            coalesce((SELECT c.before ->> 'concat' FROM link_change c
                       WHERE c.link_id = p.link AND c.kind = 'edit' AND c.state = 'approved' AND c.decided_at > p.submitted_at
                       ORDER BY c.decided_at LIMIT 1), k.concat) AS concat
       FROM unnest($1::bigint[], $2::int[]) AS m (batch, seq)
       JOIN submit_part p ON p.batch = m.batch AND p.seq = m.seq
       JOIN carrier_link k ON k.id = p.link
      ORDER BY p.batch, p.seq, p.part`,
    [int8s(messages.map(({ batch }) => batch)), int4s(messages.map(({ seq }) => seq))],
  );
  return new Map(rows.map(row => [keyOf(row), row.concat]));
};
