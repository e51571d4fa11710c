import { CHUNK } from '@sms111/api/messages';
import type { Db, Log, Tx } from '@sms111/api/platform';

/** Closes messages of batch after batch, a chunk a transaction. A fault in one is logged and does not stop those behind it. */
export const closeEach = async <T extends { readonly batch: number }>(
  db: Db,
  log: Log,
  batches: readonly T[],
  close: (tx: Tx, each: T) => Promise<number>,
): Promise<void> => {
  for (const each of batches) {
    try {
      while ((await db.transaction(tx => close(tx, each))) === CHUNK);
    } catch (error) {
      log.error({ err: error, batch: each.batch }, 'messages of a batch could not be closed');
    }
  }
};
