import { AuditTrail } from '@sms111/api/audit';
import { Db, problem, type Actor } from '@sms111/api/platform';
import { formatBatchId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** Throws an upload away with its rows, also while it is checked. Problems: `not-found`, `upload-already-sent`. */
@Injectable()
export class DiscardUpload {
  constructor(
    private readonly db: Db,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, uploadId: string): Promise<void> {
    await this.db.transaction(async tx => {
      const [upload] = await tx.query<{ state: string; batch: number | null; file_name: string }>(
        'SELECT state, batch, file_name FROM upload WHERE id = $1 AND account_id = $2 FOR UPDATE',
        [uploadId, actor.accountId],
      );
      if (!upload) throw problem('not-found');
      if (upload.state === 'sent') {
        throw problem(
          'upload-already-sent',
          upload.batch === null ? {} : { batchId: formatBatchId(upload.batch) },
        );
      }
      await tx.execute('DELETE FROM upload WHERE id = $1', [uploadId]);
      await this.audit.record(tx, actor, {
        action: 'upload.discarded',
        object: { kind: 'upload', id: uploadId },
        detail: { fileName: upload.file_name, state: upload.state },
      });
    });
  }
}
