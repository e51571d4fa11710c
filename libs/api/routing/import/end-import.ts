import { AuditTrail, PLATFORM, type Bystander } from '@sms111/api/audit';
import { Clock, Db, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { ClaimedImport, ImportLease } from './import-lease';
import type { PortedReading } from './ported-file';

type End = 'done' | 'confirming' | 'refused' | 'failed';

/** The end of a run of an import, whatever it came to. The file itself goes with all but a return to the queue. */
@Injectable()
export class EndImport {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The file has faults. */
  async refuse(lease: ImportLease, reading: PortedReading): Promise<'refused'> {
    await this.db.transaction(async tx => {
      await lease.hold(tx);
      await this.close(tx, lease, 'refused', { reading });
      await this.audit.record(tx, starterOf(lease.claimed), {
        action: 'routing.import-refused',
        object: { kind: 'ported-import', id: lease.claimed.id },
        detail: { rows: reading.rows, faults: reading.faultCount },
      });
    });
    return 'refused';
  }

  /** What it was made upon is no longer in force: it waits for its next run. */
  async again(lease: ImportLease): Promise<'again'> {
    await this.db.transaction(async tx => {
      await lease.hold(tx);
      await tx.execute(
        `UPDATE ported_import SET state = 'waiting', runner = NULL, lease_until = NULL WHERE id = $1`,
        [lease.claimed.id],
      );
    });
    return 'again';
  }

  async giveUp(lease: ImportLease): Promise<'failed'> {
    await this.db.transaction(async tx => {
      await lease.hold(tx);
      await this.close(tx, lease, 'failed', {});
      await this.audit.record(tx, starterOf(lease.claimed), {
        action: 'routing.import-refused',
        object: { kind: 'ported-import', id: lease.claimed.id },
        detail: { runs: lease.claimed.runs, failed: true },
      });
    });
    return 'failed';
  }

  /** In the transaction of whoever brought it to its end. */
  async close(
    tx: Tx,
    { claimed }: ImportLease,
    state: End,
    { snapshot, reading }: { snapshot?: number; reading?: PortedReading },
  ): Promise<void> {
    await tx.execute(
      `UPDATE ported_import
          SET state = $2, ended_at = $3, snapshot_id = $4, rows = coalesce($5, rows), fault_count = $6, faults = $7,
              runner = NULL, lease_until = NULL
        WHERE id = $1`,
      [
        claimed.id,
        state,
        this.clock.now(),
        snapshot ?? null,
        reading?.rows ?? null,
        reading?.faultCount ?? 0,
        JSON.stringify(reading?.faults ?? []),
      ],
    );
    await tx.execute('DELETE FROM ported_import_piece WHERE import_id = $1', [claimed.id]);
  }
}

/** Whoever uploaded the file answers for what it changes. */
export const starterOf = ({ account_id, login, unit_id, agency_id }: ClaimedImport): Bystander => ({
  ...PLATFORM,
  ...(account_id && { accountId: account_id }),
  ...(login && { login }),
  ...(unit_id && { unitId: unit_id }),
  ...(agency_id && { agencyId: agency_id }),
});
