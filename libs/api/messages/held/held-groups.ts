import { B, REASON, S } from '../codes';

/** A batch that has just been accepted waits for its turn, not for a link. */
const GRACE = `interval '60 seconds'`;
const NO_ROUTE = REASON.number('route-fail');
const STOPS = '(k.paused_at IS NOT NULL OR NOT k.bound)';

/** The `WITH` item that `heldGroups` reads: each carrier, since when it is paused, and whether one of its links is bound. */
export const heldCarriers = (now: string): string => `carriers AS MATERIALIZED (
  SELECT n.code AS carrier, c.paused_at,
         EXISTS (SELECT FROM carrier_link k JOIN link_lease e ON e.link_id = k.id
                  WHERE k.carrier = n.code AND k.enabled AND e.state = 'bound' AND e.lease_until > ${now}) AS bound
    FROM network n LEFT JOIN carrier_control c ON c.carrier = n.code)`;

/** Whether the carriers decide what is held of a batch, and its numbers were looked at (`batch_pace`). */
const DIVIDED = `(b.state = ${B.dispatching} AND a.status = 'active' AND p.shares IS NOT NULL
  AND EXISTS (SELECT FROM carriers k WHERE ${STOPS}))`;

/**
 * What waits of the batch by carrier. Messages are routed only when they are loaded for a link, and those of a carrier that
 * takes nothing never are: theirs follow from how the recipients divide, less what each carrier has already.
 */
const WAITING = `
  SELECT t.carrier, t.reason, t.messages, t.segments, false AS estimated
    FROM batch_tally t
   WHERE t.batch = b.id AND t.messages > 0 AND t.state = ${S.accepted}
     AND NOT (t.carrier = '' AND t.reason = 0 AND ${DIVIDED})
   UNION ALL
  SELECT d.carrier, 0, round(u.messages * d.rest / d.whole)::int, round(u.segments * d.rest / d.whole)::int,
         p.shares -> 'errors' <> '{}'
    FROM batch_tally u
   CROSS JOIN LATERAL (
     SELECT s.carrier, s.rest, sum(s.rest) OVER () AS whole
       FROM (SELECT e.key AS carrier, e.value::float8 * b.segments - coalesce(sum(o.segments), 0) AS rest
               FROM jsonb_each_text(p.shares -> 'shares') e
               LEFT JOIN batch_tally o ON o.batch = b.id AND o.carrier = e.key
              GROUP BY e.key, e.value) s
      WHERE s.rest > greatest(0.5, (p.shares -> 'errors' ->> s.carrier)::float8 * b.segments)) d
   WHERE u.batch = b.id AND u.messages > 0 AND u.state = ${S.accepted} AND u.carrier = '' AND u.reason = 0 AND ${DIVIDED}`;

/** Why it waits, in the order in which a claim is stopped; NULL: it is only not its turn yet. */
const CAUSE = (now: string): string => `CASE
  WHEN b.state = ${B.paused} THEN 'batch-paused'
  WHEN a.status <> 'active' THEN 'agency-suspended'
  WHEN k.paused_at IS NOT NULL THEN 'carrier-paused'
  WHEN t.reason = ${NO_ROUTE} THEN CASE WHEN k.bound IS FALSE THEN 'no-link' ELSE 'no-route' END
  WHEN b.accepted_at < ${now}::timestamptz - ${GRACE}
   AND (k.bound IS FALSE OR (t.carrier = '' AND NOT EXISTS (SELECT FROM carriers k WHERE k.bound)
                                            AND EXISTS (SELECT FROM carriers))) THEN 'no-link'
  END`;

const SINCE = `CASE w.cause
  WHEN 'batch-paused' THEN l.paused_since
  WHEN 'agency-suspended' THEN greatest(a.suspended_at, b.accepted_at)
  WHEN 'carrier-paused' THEN greatest(w.paused_at, b.accepted_at)
  WHEN 'no-route' THEN (SELECT e.at FROM message_exception e
                         WHERE e.batch = b.id AND e.state = ${S.accepted} ORDER BY e.seq LIMIT 1)
  END`;

/**
 * What is held of a batch `b`, as rows `h` (carrier, cause, messages, segments, estimated, since, own), to be joined to it.
 * Held is what was accepted and cannot leave, whatever stands in its way: the one definition behind the figure, the list, the
 * alarm and the notices (ARC-11, STA-3). `own`: its sender stopped it. From tallies, never from messages. `now` is the
 * placeholder of the instant; `heldCarriers` stands in the same statement.
 */
export const heldGroups = (now: string): string => `
  JOIN agency a ON a.id = b.agency_id
  LEFT JOIN service_level l ON l.batch = b.id
  LEFT JOIN batch_pace p ON p.batch = b.id
 CROSS JOIN LATERAL (
   SELECT w.carrier, w.cause, sum(w.messages)::int AS messages, sum(w.segments)::int AS segments,
          bool_or(w.estimated) AS estimated, min(coalesce(${SINCE}, b.accepted_at)) AS since,
          w.cause = 'batch-paused' AND l.paused_since IS NOT NULL AS own
     FROM (SELECT t.*, k.paused_at, ${CAUSE(now)} AS cause
             FROM (${WAITING}) t LEFT JOIN carriers k ON k.carrier = t.carrier
            WHERE b.state IN (${B.dispatching}, ${B.paused})) w
    WHERE w.cause IS NOT NULL AND w.messages > 0
    GROUP BY w.carrier, w.cause) h`;
