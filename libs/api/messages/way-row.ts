import { IN_SCOPE } from './scope';

/** A message with all that was written down of its way. */
export interface WayRow {
  state: number;
  reason: number;
  parts: number;
  accepted_parts: number;
  delivered_parts: number;
  failed_parts: number;
  carrier: string;
  donor: string;
  route_method: number;
  route_snapshot: number | null;
  snapshot_made_at: Date | null;
  /** The other carrier that was asked when the first did not know the number. */
  reroute: string | null;
  /** The last one that is known to have had it. */
  link: string | null;
  next_attempt_at: Date | null;
  submitted_at: Date | null;
  final_at: Date | null;
  /** When it reached the handset, by a receipt that has no row of its own. */
  done_at: Date | null;
  channel: number;
  lane: number;
  batch_name: string;
  sender_name: string;
  submits: { part: number; carrier: string; link: string; id: string; at: string }[];
  /** `carrier`: the link's; `null` where the link is gone. */
  refusals: {
    part: number;
    carrier: string | null;
    link: string;
    status: number;
    final: boolean;
    at: string;
  }[];
  receipts: { part: number; state: number; reason: number; code: string; at: string }[];
  resolutions: { state: number; reference: string; at: string }[];
}

/** $1 and $2: the scope; $3 and $4: the key. */
export const WAY = `
  SELECT s.state, s.reason, s.parts, s.accepted_parts, s.delivered_parts, s.failed_parts, s.carrier, s.donor, s.route_method,
         s.route_snapshot, h.made_at AS snapshot_made_at, s.reroute, coalesce(s.link, e.link) AS link, s.next_attempt_at, s.submitted_at, s.final_at, s.done_at, b.channel, b.lane, b.name AS batch_name, a.name AS sender_name,
         (SELECT coalesce(json_agg(json_build_object('part', p.part, 'link', p.link, 'at', p.submitted_at,
                   'carrier', split_part(p.carrier_message_id, ':', 1), 'id', split_part(p.carrier_message_id, ':', 2)) ORDER BY p.part), '[]')
            FROM submitted_part p WHERE p.batch = $3 AND p.seq = $4) AS submits,
         (SELECT coalesce(json_agg(json_build_object('part', r.part, 'link', r.link, 'at', r.at, 'status', r.status,
                   'final', r.final, 'carrier', k.carrier) ORDER BY r.at, r.part), '[]')
            FROM submit_refusal r LEFT JOIN carrier_link k ON k.id = r.link
           WHERE r.batch = $3 AND r.seq = $4) AS refusals,
         (SELECT coalesce(json_agg(json_build_object('part', p.part, 'state', p.state, 'reason', p.reason, 'code', p.code,
                   'at', p.received_at) ORDER BY p.received_at, p.part), '[]')
            FROM part_receipt p WHERE p.batch = $3 AND p.seq = $4) AS receipts,
         (SELECT coalesce(json_agg(json_build_object('state', m.became, 'reference', r.reference, 'at', r.decided_at)
                   ORDER BY r.decided_at), '[]')
            FROM resolution_message m JOIN resolution r ON r.id = m.resolution_id
           WHERE m.batch = $3 AND m.seq = $4 AND m.became IS NOT NULL) AS resolutions
    FROM message_state s
    JOIN batch b ON b.id = s.batch
    JOIN account a ON a.id = b.account_id
    LEFT JOIN ported_snapshot h ON h.id = s.route_snapshot
    LEFT JOIN message_exception e ON e.batch = s.batch AND e.seq = s.seq
   WHERE ${IN_SCOPE} AND s.batch = $3 AND s.seq = $4`;
