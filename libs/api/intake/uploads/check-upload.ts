import { AgencyViews, type UnitView } from '@sms111/api/agencies';
import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { FileFault, TableReader } from '@sms111/api/files';
import { Clock, Db, KeyRing, type DataKey, type Tx } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { Injectable } from '@nestjs/common';
import { CheckLeases, LeaseLost, MOST_CHECKS, type CheckLease } from './check-lease';
import { CheckRun } from './check-run';
import { newUploadJudge } from './judged-rows';
import { readRawFile } from './raw-file';

/** `gone`: checked, discarded or in other hands. */
export type CheckOutcome = 'ready' | 'returned' | 'refused' | 'gone';

/**
 * Reads an uploaded file and judges each of its rows (SRC-2, RCP-2, FMT-9, FMT-10). It may be run at any time, twice
 * or twice at once: a lease decides who works, and a run that begins again begins from the first row.
 */
@Injectable()
export class CheckUpload {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly leases: CheckLeases,
    private readonly reader: TableReader,
    private readonly agencies: AgencyViews,
    private readonly routes: Routes,
    private readonly audit: AuditTrail,
  ) {}

  async execute(uploadId: string): Promise<CheckOutcome> {
    const lease = await this.leases.claim(uploadId);
    if (!lease) return 'gone';
    try {
      return await this.check(lease);
    } catch (error) {
      if (error instanceof LeaseLost) return 'gone';
      throw error;
    } finally {
      lease.end();
    }
  }

  private async check(lease: CheckLease): Promise<CheckOutcome> {
    const { upload } = lease;
    const unit = await this.agencies.unit(this.db, upload.unit_id);
    const key = await this.keys.open(upload.key_id);
    if (!unit || !key) throw new Error(`upload ${upload.id} has lost its unit or its key`);
    const run = new CheckRun(this.db, lease, key);
    try {
      if (upload.checks > MOST_CHECKS) throw new FileFault('E_FILE_CORRUPT');
      await this.read(lease, key, run);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      return this.close(lease, unit, run, async tx => {
        await run.refuse(tx, error, this.clock.now());
        return 'refused';
      });
    }
    return this.close(lease, unit, run, tx => run.finish(tx, this.clock.now()));
  }

  private async read({ upload }: CheckLease, key: DataKey, run: CheckRun): Promise<void> {
    const signatures = await this.agencies.signatures(this.db, upload.unit_id);
    const names = signatures.map(each => each.name);
    const signature = signatures.find(each => each.id === upload.signature_id)?.name;
    if (signature === undefined) throw new Error(`the name chosen for upload ${upload.id} is gone`);
    const source = { fileName: upload.file_name, bytes: await readRawFile(this.db, upload, key) };
    const { routes } = this;
    await this.reader.read(source, {
      onHead: head => run.begin(head, newUploadJudge({ signature, names, layout: head.layout, routes })),
      onRows: (rows, fraction) => run.take(rows, fraction),
    });
  }

  /** Ends the check in one transaction: verdict, the raw file's end, audit entry. */
  private close(
    lease: CheckLease,
    unit: UnitView,
    run: CheckRun,
    end: (tx: Tx) => Promise<Exclude<CheckOutcome, 'gone'>>,
  ): Promise<CheckOutcome> {
    const { id } = lease.upload;
    return this.db.transaction(async tx => {
      await lease.hold(tx);
      const state = await end(tx);
      await tx.execute('UPDATE upload SET checker = NULL, lease_until = NULL WHERE id = $1', [id]);
      await tx.execute('DELETE FROM upload_chunk WHERE upload_id = $1', [id]);
      await this.audit.record(
        tx,
        { ...PLATFORM, unitId: unit.id, agencyId: unit.agencyId },
        { action: 'upload.checked', object: { kind: 'upload', id }, detail: { state, ...run.counts } },
      );
      return state;
    });
  }
}
