import { Migration } from '@mikro-orm/migrations';

/**
 * One row a message. The hash of its number moves to `message_state`, whose updates do not touch it, and `message` goes; of a
 * message of one part (nearly every one) that row also keeps the link and the carrier's id, so that only longer ones have
 * rows in `submit_part`. A receipt finds such a message by its number: that index is there anyway, and an index on ids of
 * carriers would be written at random for each message.
 */
export class OneRow extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `ALTER TABLE message_state ADD COLUMN number_hash bytea, ADD COLUMN link text, ADD COLUMN carrier_message_id text`,
  `UPDATE message_state s SET number_hash = m.number_hash FROM message m WHERE m.batch = s.batch AND m.seq = s.seq`,
  `WITH gone AS (
     DELETE FROM submit_part p USING message_state s
      WHERE s.batch = p.batch AND s.seq = p.seq AND s.parts = 1
     RETURNING p.batch, p.seq, p.link, p.carrier_message_id)
   UPDATE message_state s SET link = g.link, carrier_message_id = g.carrier_message_id
     FROM gone g WHERE s.batch = g.batch AND s.seq = g.seq`,
  `ALTER TABLE message_state ALTER COLUMN number_hash SET NOT NULL`,
  `CREATE INDEX message_state_number ON message_state (number_hash, batch)`,
  `DROP TABLE message`,
  /* Where each part went, and under which id: whoever reads by batch and number reads here. */
  `CREATE VIEW submitted_part AS
     SELECT batch, seq, 1::smallint AS part, link, carrier_message_id, submitted_at FROM message_state
      WHERE parts = 1 AND carrier_message_id IS NOT NULL
     UNION ALL
     SELECT batch, seq, part, link, carrier_message_id, submitted_at FROM submit_part`,

  `CREATE OR REPLACE FUNCTION make_partitions(month date) RETURNS void LANGUAGE plpgsql AS $$
     DECLARE
       low bigint := batch_floor((date_trunc('month', month::timestamp)) AT TIME ZONE 'Asia/Taipei');
       high bigint := batch_floor((date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Taipei');
       suffix text := to_char(month, 'YYYYMM');
       parent text;
     BEGIN
       FOREACH parent IN ARRAY ARRAY['message_block', 'message_state', 'submit_part', 'submit_refusal', 'part_receipt',
                                     'message_exception'] LOOP
         IF to_regclass(parent || '_' || suffix) IS NULL THEN
           EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)%s',
             parent || '_' || suffix, parent, low, high,
             CASE WHEN parent = 'message_state' THEN ' WITH (fillfactor = 40)' ELSE '' END);
         END IF;
       END LOOP;
     END $$`,

  /*
   * As before; but what holds for a link and batch, and what the claims of others hold of it, is asked once for both and not
   * once a message. Plain index scans: they leave behind a note of rows that are gone, and claims come and go.
   */
  `CREATE OR REPLACE FUNCTION take_claims(p_worker text, p_token uuid, p_now timestamptz, p_lease interval,
                               p_links text[], p_carriers text[], p_which int[], p_batches bigint[], p_seqs int[])
     RETURNS TABLE (which int, batch bigint, claim_id bigint, taken int[], odd int[])
     LANGUAGE plpgsql
     SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
     SET plan_cache_mode = force_generic_plan
     AS $$
     #variable_conflict use_column
     BEGIN
       PERFORM pg_advisory_xact_lock_shared(hashtext('carrier'), hashtext(x.c))
          FROM (SELECT DISTINCT c FROM unnest(p_carriers) c ORDER BY 1) x;
       PERFORM pg_advisory_xact_lock_shared(x.b) FROM (SELECT DISTINCT b FROM unnest(p_batches) b ORDER BY 1) x;
       PERFORM pg_advisory_xact_lock(hashint8(x.b), x.range)
          FROM (SELECT DISTINCT b, q / 1000 AS range FROM unnest(p_batches, p_seqs) u (b, q) ORDER BY 1, 2) x;
       RETURN QUERY
       WITH wanted AS MATERIALIZED (
         SELECT u.w, u.b, array_agg(u.q) AS seqs, min(u.q) AS low, max(u.q) AS high
           FROM unnest(p_which, p_batches, p_seqs) u (w, b, q) GROUP BY 1, 2),
       let_go AS MATERIALIZED (
         SELECT w.*, held.seqs AS others FROM wanted w
           JOIN batch b ON b.id = w.b AND b.state = 1
           JOIN agency a ON a.id = b.agency_id AND a.status = 'active'
           JOIN carrier_link l ON l.id = p_links[w.w] AND l.enabled AND l.drained_at IS NULL
           LEFT JOIN LATERAL (
             SELECT array_agg(q) AS seqs FROM claim c CROSS JOIN unnest(c.seqs) q
              WHERE c.batch = w.b AND c.worker <> p_worker AND c.first_seq <= w.high AND c.last_seq >= w.low) held ON true
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
                AND (w.others IS NULL OR m.seq <> ALL (w.others))) s ON true
          GROUP BY w.w, w.b),
       made AS (
         INSERT INTO claim (id, batch, link, carrier, worker, token, first_seq, last_seq, seqs, lease_until)
         OVERRIDING SYSTEM VALUE
         SELECT g.id, g.b, p_links[g.w], p_carriers[g.w], p_worker, p_token, g.seqs[1], g.seqs[cardinality(g.seqs)], g.seqs,
                p_now + p_lease FROM got g)
       SELECT g.w, g.b, g.id, g.seqs, g.odd FROM got g;
     END $$`,
];
