import type { Tx } from '@sms111/api/platform';

/**
 * Holds a batch against claims until the commit: what is being stopped, cancelled or closed by the clock must not be
 * taken by a link at the same moment. Claims hold it shared (`take_claim`), so they do not wait for each other.
 */
export const holdBatch = async (tx: Tx, batch: number): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [batch]);
};

/** The same, unless somebody has it: then whoever has time comes back later. */
export const tryHoldBatch = async (tx: Tx, batch: number): Promise<boolean> => {
  const [row] = await tx.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1::bigint) AS held', [
    batch,
  ]);
  return row?.held === true;
};
