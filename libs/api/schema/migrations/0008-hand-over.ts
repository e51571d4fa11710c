import { Migration } from '@mikro-orm/migrations';

/**
 * The hand-over at speed: lanes; claims that cover messages of several batches in one statement; receipts that are found by
 * id and partition in one index, and by number and reference where no id was ever answered.
 */
export class HandOver extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // Numbers of `domain/message/lanes.ts`; before there were lanes everything was bulk.
  `ALTER TABLE batch ADD COLUMN lane smallint NOT NULL DEFAULT 3 CHECK (lane BETWEEN 0 AND 3)`,
  `ALTER TABLE account ADD COLUMN lanes text[] NOT NULL DEFAULT '{notice,bulk}'
     CHECK (lanes <@ '{disaster,code,notice,bulk}'::text[])`,

  `ALTER TABLE message_state
     ADD COLUMN route_snapshot int,
     ADD COLUMN reroute text,
     ADD COLUMN done_at timestamptz`,

  `DROP INDEX submit_part_carrier_id`,
  `CREATE INDEX submit_part_carrier_id ON submit_part (carrier_message_id, batch)`,

  `ALTER TABLE unmatched_receipt ADD COLUMN number_hashes bytea[], ADD COLUMN reference int`,
  `CREATE INDEX unmatched_receipt_reference ON unmatched_receipt (id) WHERE reference IS NOT NULL`,

  // A key share on the hot row of the batch for each claim would make every update of it wait; the consistency check sees to it.
  `ALTER TABLE claim DROP CONSTRAINT claim_batch_fkey, DROP CONSTRAINT claim_link_fkey`,
  `ALTER TABLE claim ADD COLUMN carrier text NOT NULL DEFAULT ''`,
  `DROP FUNCTION take_claim(bigint, int, text, text, int[], timestamptz, interval, uuid)`,
  /*
   * Takes for links those of the messages that are still due and nobody's, one claim a link and batch. Message i is meant for
   * link `p_which[i]` of `p_links`.
   * A stop holds its batch (and a pause its carrier or agency) against claims, and two workers on one range wait for each
   * other: then the states are read again. Locks are taken in the order of their keys, so that claims never wait in a ring.
   * Claims of this very worker are not looked at: it hands no message out twice, and a new process bears another name.
   */
  `CREATE FUNCTION take_claims(p_worker text, p_token uuid, p_now timestamptz, p_lease interval,
                               p_links text[], p_carriers text[], p_which int[], p_batches bigint[], p_seqs int[])
     RETURNS TABLE (which int, batch bigint, claim_id bigint, taken int[], odd int[])
     LANGUAGE plpgsql
     SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
     AS $$
     #variable_conflict use_column
     BEGIN
       PERFORM pg_advisory_xact_lock_shared(hashtext('carrier'), hashtext(x.c))
          FROM (SELECT DISTINCT c FROM unnest(p_carriers) c ORDER BY 1) x;
       PERFORM pg_advisory_xact_lock_shared(x.b) FROM (SELECT DISTINCT b FROM unnest(p_batches) b ORDER BY 1) x;
       PERFORM pg_advisory_xact_lock(hashint8(x.b), x.range)
          FROM (SELECT DISTINCT b, q / 1000 AS range FROM unnest(p_batches, p_seqs) u (b, q) ORDER BY 1, 2) x;
       RETURN QUERY
       WITH wanted AS (
         SELECT u.w, u.b, array_agg(u.q) AS seqs, min(u.q) AS low, max(u.q) AS high
           FROM unnest(p_which, p_batches, p_seqs) u (w, b, q) GROUP BY 1, 2),
       let_go AS (
         SELECT w.* FROM wanted w
           JOIN batch b ON b.id = w.b AND b.state = 1
           JOIN agency a ON a.id = b.agency_id AND a.status = 'active'
           JOIN carrier_link l ON l.id = p_links[w.w] AND l.enabled AND l.drained_at IS NULL
          WHERE NOT EXISTS (SELECT FROM carrier_control c
                             WHERE c.carrier = p_carriers[w.w] AND c.paused_at IS NOT NULL)),
       got AS MATERIALIZED (
         SELECT nextval('claim_id_seq') AS id, w.w, w.b, array_agg(s.seq ORDER BY s.seq) AS seqs,
                array_agg(ARRAY[s.seq, s.accepted_parts::int, s.failed_parts::int, s.attempts::int])
                  FILTER (WHERE s.attempts <> 0 OR s.accepted_parts <> 0) AS odd
           FROM let_go w
           JOIN LATERAL (
             SELECT m.seq, m.accepted_parts, m.failed_parts, m.attempts FROM message_state m
              WHERE m.batch = w.b AND m.seq = ANY (w.seqs) AND m.state = 0
                AND (m.next_attempt_at IS NULL OR m.next_attempt_at <= p_now)
                AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = w.b AND c.worker <> p_worker
                                   AND c.first_seq <= w.high AND c.last_seq >= w.low AND m.seq = ANY (c.seqs))) s ON true
          GROUP BY w.w, w.b),
       made AS (
         INSERT INTO claim (id, batch, link, carrier, worker, token, first_seq, last_seq, seqs, lease_until)
         OVERRIDING SYSTEM VALUE
         SELECT g.id, g.b, p_links[g.w], p_carriers[g.w], p_worker, p_token, g.seqs[1], g.seqs[cardinality(g.seqs)], g.seqs,
                p_now + p_lease FROM got g)
       SELECT g.w, g.b, g.id, g.seqs, g.odd FROM got g;
     END $$`,
];
