import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { ForgetMonth } from '@sms111/api/intake';
import { DeleteMessages, LogMonth, MonthPartitions, ShredBatches, SurveyMonth } from '@sms111/api/messages';
import { ForgetNotices } from '@sms111/api/notices';
import { Clock, Db, DestroyKeys, KeyRing, LOG, type Log } from '@sms111/api/platform';
import { formatBatchId, monthBounds } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DestructionLeases, DestructionLost } from './destruction-lease';
import { DESTRUCTION_COLUMNS, STEPS, type DestructionRow, type Step } from './destruction-row';
import { IssueCertificate } from './issue-certificate';
import { LegalHolds } from './legal-holds';
import { MonthGate } from './month-gate';

/** The month may not go (any more): what keeps it. */
export class NotDue extends Error {}

const BATCHES = 200;
const FILES = 100;

/**
 * Carries a destruction out (SEC-7): log, keys, what lies beside, partitions, certificate. Each step can be broken off
 * anywhere and begun again; the place where it stands is in the database. Before the keys are gone it can be stopped;
 * afterwards it only goes on.
 */
@Injectable()
export class CarryOutDestruction {
  private readonly steps: Readonly<Record<Step, (run: DestructionRow) => Promise<void>>> = {
    approved: run => this.log(run),
    logged: run => this.shred(run),
    shredded: run => this.clear(run),
    cleared: run => this.drop(run),
    dropped: run => this.certify(run),
  };

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly leases: DestructionLeases,
    private readonly gate: MonthGate,
    private readonly holds: LegalHolds,
    private readonly survey: SurveyMonth,
    private readonly monthLog: LogMonth,
    private readonly partitions: MonthPartitions,
    private readonly keys: DestroyKeys,
    private readonly ring: KeyRing,
    private readonly batches: ShredBatches,
    private readonly intake: ForgetMonth,
    private readonly notices: ForgetNotices,
    private readonly messages: DeleteMessages,
    private readonly certificates: IssueCertificate,
    private readonly audit: AuditTrail,
    @Inject(LOG) private readonly logger: Log,
  ) {}

  /** Takes up one that waits and brings it as far as it goes. `null` when none waits; else whether it is done. */
  async execute(): Promise<boolean | null> {
    let run = await this.leases.claim();
    if (!run) return null;
    const { id } = run;
    try {
      while (run) {
        await this.steps[run.state](run);
        run = await this.standing(id);
      }
      return true;
    } catch (error) {
      if (error instanceof DestructionLost) return false;
      this.logger.warn({ err: error, destruction: id }, 'a destruction did not get on');
      await this.leases.giveBack(id, error);
      return false;
    }
  }

  /** Counts what will go, and fills the three-year log. */
  private async log({ id, month }: DestructionRow): Promise<void> {
    const figures = await this.survey.execute(this.db, month);
    const { blockers, spared } = await this.gate.judge(this.db, figures);
    if (blockers.length > 0) throw new NotDue(blockers.join(', '));
    const partitions = await this.partitions.count(this.db, month);
    const logged = await this.monthLog.execute(this.db, month, spared, () =>
      this.leases.renew(id, 'approved'),
    );
    await this.db.transaction(async tx => {
      await this.leases.hold(tx, id, 'approved');
      await this.leases.mark(tx, id, { to: 'logged', spared, counts: { logged, partitions } });
    });
  }

  /** The moment from which on nobody can read the month any more. */
  private async shred({ id, month, spared }: DestructionRow): Promise<void> {
    const figures = await this.survey.execute(this.db, month);
    await this.db.transaction(async tx => {
      await this.holds.still(tx);
      await this.leases.hold(tx, id, 'logged');
      const verdict = await this.gate.judge(tx, figures);
      if (verdict.blockers.length > 0) throw new NotDue(verdict.blockers.join(', '));
      if (verdict.spared.join() !== spared.join()) {
        // A hold began or ended since: what is logged and counted is not what would go.
        await this.leases.mark(tx, id, { to: 'approved' });
        return;
      }
      const { seal, lookup, ids } = await this.keys.execute(tx, month, spared);
      const idsHash = createHash('sha256').update(ids.join()).digest('hex');
      const counts = { keys: { seal, lookup, idsHash } };
      await this.leases.mark(tx, id, { to: 'shredded', shreddedAt: this.clock.now(), counts });
      await this.audit.record(tx, PLATFORM, {
        action: 'destruction.keys-destroyed',
        object: { kind: 'destruction', id },
        detail: { month, seal, lookup, idsHash, spared: spared.length },
      });
    });
    await this.ring.forgetDestroyed();
    // The pages still hold the wrapped keys that were; this lets them be written over.
    await this.db
      .query('VACUUM data_key')
      .catch((error: unknown) => this.logger.warn({ err: error }, 'dead keys wait for the next vacuum'));
  }

  /** What lies beside the partitions: names and texts of batches, references, files, notices. */
  private async clear({ id, month, spared }: DestructionRow): Promise<void> {
    const { low, high } = monthBounds(month);
    for (let more = true; more;) {
      more = await this.db.transaction(async tx => {
        const { counts } = await this.leases.hold(tx, id, 'shredded');
        const batches = await this.batches.execute(tx, month, spared, BATCHES);
        // In the same order and step: nobody walks twice through what is gone.
        const clientRefs = batches
          ? await this.intake.references(tx, batches.first, batches.last, spared)
          : 0;
        const uploads = await this.intake.uploads(tx, month, spared, FILES);
        const done = !batches && uploads === 0;
        const notices = done
          ? await this.notices.aboutBatches(tx, formatBatchId(low), formatBatchId(high), spared)
          : 0;
        await this.leases.mark(tx, id, {
          ...(done && { to: 'cleared' as const }),
          counts: {
            batches: (counts.batches ?? 0) + (batches?.count ?? 0),
            clientRefs: (counts.clientRefs ?? 0) + clientRefs,
            uploads: (counts.uploads ?? 0) + uploads,
            notices,
          },
        });
        return !done;
      });
    }
  }

  private async drop(run: DestructionRow): Promise<void> {
    const tables = (run.counts.partitions ?? []).map(({ table }) => table);
    if (run.spared.length > 0) await this.deleteRows(run, tables);
    else {
      for (const table of tables) {
        await this.leases.renew(run.id, 'cleared');
        await this.partitions.drop(this.db, run.month, [table]);
      }
    }
    await this.db.transaction(async tx => {
      await this.leases.hold(tx, run.id, 'cleared');
      await this.leases.mark(tx, run.id, { to: 'dropped' });
    });
  }

  private async deleteRows({ id, month }: DestructionRow, tables: readonly string[]): Promise<void> {
    for (let after = 0; ;) {
      const batches = await this.messages.batches(this.db, month, after, BATCHES);
      const last = batches.at(-1);
      if (last === undefined) return;
      await this.db.transaction(async tx => {
        const { counts } = await this.leases.hold(tx, id, 'cleared');
        const deleted: Record<string, number> = { ...counts.deleted };
        for (const table of tables) {
          deleted[table] = (deleted[table] ?? 0) + (await this.messages.execute(tx, table, batches));
        }
        await this.leases.mark(tx, id, { counts: { deleted } });
      });
      after = last;
    }
  }

  private async certify({ id }: DestructionRow): Promise<void> {
    await this.certificates.ready();
    await this.db.transaction(async tx => {
      const run = await this.leases.hold(tx, id, 'dropped');
      const certificate = await this.certificates.execute(tx, run);
      await this.leases.mark(tx, id, { to: 'done' });
      await this.audit.record(tx, PLATFORM, {
        action: 'destruction.carried-out',
        object: { kind: 'destruction', id },
        detail: { month: run.month, certificate: certificate.id, hash: certificate.hash.toString('hex') },
      });
    });
  }

  private async standing(id: string): Promise<DestructionRow | null> {
    const [row] = await this.db.query<DestructionRow>(
      `SELECT ${DESTRUCTION_COLUMNS} FROM destruction WHERE id = $1 AND state = ANY ($2)`,
      [id, STEPS],
    );
    return row ?? null;
  }
}
