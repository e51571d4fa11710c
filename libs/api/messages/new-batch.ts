import { instants, int2s, int4s, int8s, texts, type Actor, type Tx } from '@sms111/api/platform';
import { deadlineOf } from '@sms111/domain';
import { B, CHANNEL, S, type Channel } from './codes';

/** A batch as it is accepted. */
export interface NewBatch {
  readonly id: number;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly name: string;
  readonly signature: string;
  readonly keyId: number;
  /** The sealed text that all its messages share. */
  readonly common: Buffer | null;
  readonly messages: number;
  readonly segments: number;
  readonly unitPrice: string;
  readonly at: Date;
  readonly lane: number;
}

/** Inserts batches; answers the ids that were free. Another process may have drawn the same in the same millisecond. */
export const insertBatches = async (tx: Tx, batches: readonly NewBatch[]): Promise<Set<number>> => {
  const rows = await tx.query<{ id: number }>(
    `INSERT INTO batch (id, unit_id, agency_id, account_id, channel, state, name, signature, key_id, common_sealed, messages,
                        segments, waiting_messages, open_messages, unit_price, accepted_at, deadline_at, lane)
     SELECT b.id, b.unit_id, b.agency_id, b.account_id, b.channel, ${B.dispatching}, b.name, b.signature, b.key_id, b.common,
            b.messages, b.segments, b.messages, b.messages, b.unit_price, b.at, b.deadline, b.lane
       FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $6::text[], $7::text[], $8::int[], $9::bytea[],
                   $10::int[], $11::int[], $12::numeric[], $13::timestamptz[], $14::timestamptz[], $15::smallint[])
         AS b (id, unit_id, agency_id, account_id, channel, name, signature, key_id, common, messages, segments, unit_price, at,
               deadline, lane)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      int8s(batches.map(batch => batch.id)),
      batches.map(({ actor }) => actor.unitId),
      batches.map(({ actor }) => actor.agencyId),
      batches.map(({ actor }) => actor.accountId),
      int2s(batches.map(({ channel }) => CHANNEL.number(channel))),
      texts(batches.map(({ name }) => name)),
      texts(batches.map(({ signature }) => signature)),
      int4s(batches.map(({ keyId }) => keyId)),
      batches.map(({ common }) => common),
      int4s(batches.map(({ messages }) => messages)),
      int4s(batches.map(({ segments }) => segments)),
      batches.map(({ unitPrice }) => unitPrice),
      instants(batches.map(({ at }) => at)),
      instants(batches.map(({ at, segments }) => new Date(deadlineOf(at.getTime(), segments)))),
      int2s(batches.map(({ lane }) => lane)),
    ],
  );
  return new Set(rows.map(row => row.id));
};

/** The first line of each batch's tally: everything accepted, no carrier yet. */
export const openTallies = async (
  tx: Tx,
  batches: readonly Pick<NewBatch, 'id' | 'messages' | 'segments'>[],
): Promise<void> => {
  await tx.execute(
    `INSERT INTO batch_tally (batch, carrier, state, reason, messages, segments)
     SELECT id, '', ${S.accepted}, 0, messages, segments FROM unnest($1::bigint[], $2::int[], $3::int[]) AS b (id, messages, segments)`,
    [
      int8s(batches.map(batch => batch.id)),
      int4s(batches.map(({ messages }) => messages)),
      int4s(batches.map(({ segments }) => segments)),
    ],
  );
};
