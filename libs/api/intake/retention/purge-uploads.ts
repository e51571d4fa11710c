import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import type { Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

const AT_ONCE = 50;

/** Throws away files that nobody sent, some at a time: their numbers and texts serve nobody any more (GSP-26). */
@Injectable()
export class PurgeUploads {
  constructor(private readonly audit: AuditTrail) {}

  /** Files brought before a moment, also those whose check never ended; not those of agencies under a legal hold. */
  async execute(tx: Tx, before: Date, spared: readonly string[]): Promise<number> {
    const gone = await tx.query<{
      id: string;
      state: string;
      unitId: string;
      agencyId: string;
      bytes: number;
    }>(
      `DELETE FROM upload f USING unit u WHERE u.id = f.unit_id AND f.id IN (
         SELECT o.id FROM upload o JOIN unit n ON n.id = o.unit_id
          WHERE o.state <> 'sent' AND o.uploaded_at < $1 AND n.agency_id <> ALL ($2)
          ORDER BY o.id LIMIT ${AT_ONCE} FOR UPDATE OF o SKIP LOCKED)
       RETURNING f.id, f.state, f.bytes, u.id AS "unitId", u.agency_id AS "agencyId"`,
      [before, spared],
    );
    for (const { id, state, bytes, ...owner } of gone) {
      await this.audit.record(
        tx,
        { ...PLATFORM, ...owner },
        { action: 'upload.expired', object: { kind: 'upload', id }, detail: { state, bytes } },
      );
    }
    return gone.length;
  }
}
