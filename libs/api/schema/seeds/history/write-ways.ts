import { carrierKey, REASON, ROUTE_METHOD, STATE } from '@sms111/api/messages';
import { CopyBuffer, type Tx } from '@sms111/api/platform';
import type { Way } from './way';

const STATE_COLUMNS = [
  ...[
    'batch',
    'seq',
    'state',
    'reason',
    'parts',
    'accepted_parts',
    'delivered_parts',
    'failed_parts',
    'attempts',
  ],
  ...[
    'route_method',
    'carrier',
    'donor',
    'submitted_at',
    'final_at',
    'link',
    'carrier_message_id',
    'number_hash',
  ],
];
const SUBMIT_COLUMNS = ['batch', 'seq', 'part', 'link', 'carrier_message_id', 'submitted_at'];
const REFUSAL_COLUMNS = ['batch', 'seq', 'part', 'link', 'status', 'final', 'at'];
const WORD_COLUMNS = ['batch', 'seq', 'part', 'state', 'reason', 'code', 'done_at', 'received_at'];

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/**
 * Puts the ways of a batch's messages into the tables of the pipeline, all at once: `ways[seq]` takes the place of what
 * acceptance wrote in the same transaction.
 */
export const writeWays = async (tx: Tx, batch: number, ways: readonly Way[]): Promise<void> => {
  const states = new CopyBuffer(
    [
      ...(['int8', 'int4', 'int2', 'int2', 'int2', 'int2', 'int2', 'int2', 'int2'] as const),
      ...(['int2', 'text', 'text', 'timestamptz', 'timestamptz', 'text', 'text', 'bytea'] as const),
    ],
    ways.length * 128,
  );
  const accepted = await tx.query<{ seq: number; hash: Buffer }>(
    'DELETE FROM message_state WHERE batch = $1 RETURNING seq, number_hash AS hash',
    [batch],
  );
  const hashes: Buffer[] = [];
  for (const { seq, hash } of accepted) hashes[seq] = hash;
  const submits = new CopyBuffer(['int8', 'int4', 'int2', 'text', 'text', 'timestamptz'], ways.length * 96);
  const refusals = new CopyBuffer(['int8', 'int4', 'int2', 'text', 'int8', 'bool', 'timestamptz']);
  const words = new CopyBuffer(
    ['int8', 'int4', 'int2', 'int2', 'int2', 'text', 'timestamptz', 'timestamptz'],
    ways.length * 96,
  );
  ways.forEach((way, seq) => {
    const [only] = way.parts === 1 ? way.submits : [];
    const hash = hashes[seq];
    if (!hash) throw new Error(`message ${seq} of ${batch} was not accepted`);
    states.row(
      ...[batch, seq, STATE.number(way.state), REASON.number(way.reason)],
      ...[way.parts, way.accepted, way.delivered, way.failed, way.attempts],
      ...[
        ROUTE_METHOD.number(way.method),
        way.network,
        way.donor,
        instant(way.submittedAt),
        instant(way.finalAt),
      ],
      ...[only ? way.link : null, only ? carrierKey(way.network, only.carrierId) : null, hash],
    );
    for (const each of only ? [] : way.submits) {
      const key = carrierKey(way.network, each.carrierId);
      submits.row(batch, seq, each.part, way.link, key, new Date(each.at));
    }
    for (const each of way.refusals) {
      refusals.row(batch, seq, each.part, way.link, each.status, each.final, new Date(each.at));
    }
    for (const each of way.words) {
      const outcome = [STATE.number(each.state), REASON.number(each.reason)] as const;
      words.row(batch, seq, each.part, ...outcome, each.code, new Date(each.doneAt), new Date(each.at));
    }
  });
  await tx.copyIn('message_state', STATE_COLUMNS, states);
  await tx.copyIn('submit_part', SUBMIT_COLUMNS, submits);
  await tx.copyIn('submit_refusal', REFUSAL_COLUMNS, refusals);
  await tx.copyIn('part_receipt', WORD_COLUMNS, words);
};
