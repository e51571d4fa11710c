import type { Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Takes away what people were told of batches that are gone: a batch's name may speak of persons. */
@Injectable()
export class ForgetNotices {
  /** Notices about batches whose outward ids lie in `[from, to)`, except those to people of the spared agencies. */
  async aboutBatches(tx: Tx, from: string, to: string, spared: readonly string[]): Promise<number> {
    return tx.execute(
      `DELETE FROM notice n USING account a, unit u
        WHERE a.id = n.account_id AND u.id = a.unit_id AND u.agency_id <> ALL ($3)
          AND n.params ->> 'batchId' COLLATE "C" >= $1 AND n.params ->> 'batchId' COLLATE "C" < $2`,
      [from, to, spared],
    );
  }

  /** Letters that have left, or never will: they bear names and addresses. */
  async letters(tx: Tx, before: Date): Promise<number> {
    return tx.execute(
      `DELETE FROM outbox WHERE id IN (
         SELECT id FROM outbox WHERE (done_at IS NOT NULL OR given_up_at IS NOT NULL) AND created_at < $1 LIMIT 5000)`,
      [before],
    );
  }
}
