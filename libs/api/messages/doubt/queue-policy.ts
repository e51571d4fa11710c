import type { Reader } from '@sms111/api/platform';

/** Settings of the queue: when a second person decides, when administrators are alarmed, how carriers are asked. */
export interface QueuePolicy {
  /** A resolution of more messages than this waits for a second person. */
  readonly secondPersonAbove: number;
  readonly alarmUnconfirmed: number;
  readonly alarmHeld: number;
  /** How long a receipt may stay away before the carrier is asked (`query_sm`), in seconds. */
  readonly queryAfterSeconds: number;
  /** How often it is asked about one segment at most. */
  readonly queryMost: number;
  /** Questions a second and link. */
  readonly queryPerSecond: number;
}

export const queuePolicy = async (reader: Reader): Promise<QueuePolicy> => {
  const [row] = await reader.query<QueuePolicy>(
    `SELECT second_person_above AS "secondPersonAbove", alarm_unconfirmed AS "alarmUnconfirmed", alarm_held AS "alarmHeld",
            query_after_seconds AS "queryAfterSeconds", query_most AS "queryMost", query_per_second AS "queryPerSecond"
       FROM queue_policy`,
  );
  if (!row) throw new Error('queue_policy has no row');
  return row;
};
