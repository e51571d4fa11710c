import type { Reader, Tx } from '@sms111/api/platform';
import type { Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** Any number: whoever sets a hold and whoever destroys keys wait for each other. */
const LOCK = 111_0005;
const IN_FORCE = 'ended_at IS NULL AND (until IS NULL OR until > $1)';

/** Which legal holds are in force. */
@Injectable()
export class LegalHolds {
  /** From here to the commit no hold begins or ends. */
  async still(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  }

  /** Whether a whole month is held. */
  async holdsMonth(reader: Reader, month: Month, at: Date): Promise<boolean> {
    const rows = await reader.query(
      `SELECT 1 AS one FROM legal_hold WHERE ${IN_FORCE} AND agency_id IS NULL AND month = $2 LIMIT 1`,
      [at, month],
    );
    return rows.length > 0;
  }

  /** Agencies held, in every month or in this one; without a month: those held in any way. */
  async agencies(reader: Reader, at: Date, month: Month | null): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT DISTINCT agency_id AS id FROM legal_hold
        WHERE ${IN_FORCE} AND agency_id IS NOT NULL AND ($2::int IS NULL OR month IS NULL OR month = $2) ORDER BY 1`,
      [at, month],
    );
    return rows.map(row => row.id);
  }
}
