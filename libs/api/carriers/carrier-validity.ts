import type { Reader } from '@sms111/api/platform';

/** What a carrier keeps a message for at most where the validity is left to it: they have 24 to 72 hours. */
export const CARRIERS_OWN_MS = 72 * 3_600_000;

/** How long each carrier may go on trying, in ms: the longest that one of its links asks for, also one that is switched off. */
export const carrierValidities = async (reader: Reader): Promise<ReadonlyMap<string, number>> => {
  const rows = await reader.query<{ carrier: string; ms: number }>(
    `SELECT carrier, max(CASE WHEN validity_seconds = 0 THEN ${CARRIERS_OWN_MS} ELSE validity_seconds * 1000::bigint END) AS ms
       FROM carrier_link GROUP BY carrier`,
  );
  return new Map(rows.map(({ carrier, ms }) => [carrier, ms]));
};
