import { Clock, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** An import that changed nothing, or not yet. */
export interface ImportNews {
  readonly id: string;
  readonly state: 'refused' | 'failed' | 'confirming';
  readonly fileName: string;
  readonly faults: number;
  /** Whoever handed it in, where that was a person. */
  readonly accountId: string | null;
}

/** What is to be told of imports, for whoever can tell it. */
@Injectable()
export class TakeImportNews {
  constructor(private readonly clock: Clock) {}

  /** Each is given once; the caller tells it in the same transaction. */
  execute(tx: Tx): Promise<ImportNews[]> {
    return tx.query<ImportNews>(
      `UPDATE ported_import SET told_at = $1
        WHERE id IN (SELECT id FROM ported_import
                      WHERE told_at IS NULL AND state IN ('refused', 'failed', 'confirming')
                      ORDER BY received_at LIMIT 20 FOR UPDATE SKIP LOCKED)
    RETURNING id, state, file_name AS "fileName", fault_count AS faults, account_id AS "accountId"`,
      [this.clock.now()],
    );
  }
}
