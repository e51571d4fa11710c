import type { Reader, Tx } from '@sms111/api/platform';
import { normaliseCode, type ErrorEntry } from './error-map';

/** How a carrier speaks and what it offers, beside the settings of its links. */
export interface CarrierHabits {
  readonly errors: readonly ErrorEntry[];
  readonly offersQuerySm: boolean;
  readonly testSender: string | null;
}

/** One spelling a code; of two entries for one code the last stands. */
export const tidyHabits = (habits: CarrierHabits): CarrierHabits => {
  const entries = habits.errors.map(entry => ({ ...entry, code: normaliseCode(entry.source, entry.code) }));
  const byCode = new Map(entries.map(entry => [`${entry.source}/${entry.code}`, entry]));
  return {
    ...habits,
    errors: [...byCode.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
  };
};

export const readHabits = async (reader: Reader, carrier: string): Promise<CarrierHabits> => {
  const [control] = await reader.query<{ offersQuerySm: boolean; testSender: string | null }>(
    'SELECT offers_query_sm AS "offersQuerySm", test_sender AS "testSender" FROM carrier_control WHERE carrier = $1',
    [carrier],
  );
  const errors = await reader.query<ErrorEntry>(
    'SELECT source, code, reason, action, note FROM carrier_error_map WHERE carrier = $1 ORDER BY source, code',
    [carrier],
  );
  return { errors, offersQuerySm: control?.offersQuerySm ?? false, testSender: control?.testSender ?? null };
};

/** Puts habits in force, in the caller's transaction. */
export const writeHabits = async (tx: Tx, carrier: string, habits: CarrierHabits): Promise<void> => {
  const { errors, offersQuerySm, testSender } = tidyHabits(habits);
  await tx.execute(
    `INSERT INTO carrier_control (carrier, offers_query_sm, test_sender) VALUES ($1, $2, $3)
     ON CONFLICT (carrier) DO UPDATE SET offers_query_sm = excluded.offers_query_sm, test_sender = excluded.test_sender`,
    [carrier, offersQuerySm, testSender],
  );
  await tx.execute('DELETE FROM carrier_error_map WHERE carrier = $1', [carrier]);
  await tx.execute(
    `INSERT INTO carrier_error_map (carrier, source, code, reason, action, note)
     SELECT $1, source, code, reason, action, note
       FROM jsonb_to_recordset($2) AS r (source text, code text, reason text, action text, note text)`,
    [carrier, JSON.stringify(errors)],
  );
};
