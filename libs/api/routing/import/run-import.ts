import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, isOutage, KeyRing, LOG, ProblemError, type Log, type Tx } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { PortedBlocks, secondsOf, type BlockRow } from '../ported/ported-blocks';
import { networkCodes, putInForce, routingState } from '../routing-state';
import { EndImport, starterOf } from './end-import';
import { ImportLeases, ImportLost, MOST_RUNS, type ClaimedImport, type ImportLease } from './import-lease';
import { piecesOf } from './import-pieces';
import type { ImportWork } from './import-work';
import { ImportWorkshop } from './import-workshop';
import { losesTooMany } from './plausibility';
import type { BuiltBlock, PortedEnd, PortedReading } from './ported-file';
import { TidySnapshots } from './tidy-snapshots';

/** `gone`: another worker has it. `again`: another snapshot was put in force meanwhile. `confirming`: a person has to look. */
export type ImportOutcome = 'done' | 'confirming' | 'refused' | 'failed' | 'gone' | 'again';

/** How often the page sees progress while a file is read. */
const PROGRESS_MS = 500;
/** Blocks in one transaction. */
const AT_ONCE = 20;

interface Base {
  readonly snapshot: number | null;
  readonly blocks: ReadonlyMap<number, BlockRow>;
  readonly pending: readonly Buffer[];
}

interface Written {
  readonly snapshot: number;
  readonly ported: number;
}

/**
 * Turns a stored file into a snapshot of ported numbers and puts it in force: all of it or nothing (ARC-4). A full snapshot
 * that loses many of the numbers in force is left to a person. The file is
 * read and the blocks are made in a thread; blocks are written as they come, seen by nobody until the last transaction
 * names the snapshot.
 */
@Injectable()
export class RunImport {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly leases: ImportLeases,
    private readonly workshop: ImportWorkshop,
    private readonly store: PortedBlocks,
    private readonly tidy: TidySnapshots,
    private readonly ends: EndImport,
    private readonly audit: AuditTrail,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Runs the next import; `null` when there is none to run. */
  async next(): Promise<ImportOutcome | null> {
    const lease = await this.leases.claim();
    if (!lease) return null;
    try {
      await this.tidy.execute();
      return lease.claimed.runs > MOST_RUNS ? await this.ends.giveUp(lease) : await this.run(lease);
    } catch (error) {
      if (error instanceof ImportLost) return 'gone';
      // Its lease runs out, and whoever comes then begins anew.
      if (isOutage(error)) throw error;
      if (error instanceof ProblemError && error.code === 'state-conflict')
        return await this.ends.again(lease);
      this.log.error({ err: error, importId: lease.claimed.id }, 'an import of ported numbers failed');
      return await this.ends.giveUp(lease);
    } finally {
      lease.end();
    }
  }

  private async run(lease: ImportLease): Promise<ImportOutcome> {
    const base = await this.base(lease.claimed);
    const now = this.clock.now();
    const work = this.workshop.open({
      kind: lease.claimed.kind,
      cut: secondsOf(now),
      networks: await networkCodes(this.db),
      targets: await this.store.targets(this.db),
      pending: base.pending,
    });
    try {
      const reading = await this.read(lease, work);
      if (reading.faultCount > 0) return await this.ends.refuse(lease, reading);
      const written = await this.write(lease, work, base, reading);
      const end = await work.finish();
      return await this.complete(lease, base, reading, written, end);
    } finally {
      await work.stop();
    }
  }

  /** A snapshot is made of its file alone; its blocks that are as they were are shared all the same. */
  private async base({ kind }: ClaimedImport): Promise<Base> {
    const { snapshot } = await routingState(this.db);
    if (snapshot === null) return { snapshot, blocks: new Map(), pending: [] };
    const rows = await this.store.of(this.db, snapshot);
    const pending = kind === 'changes' ? await this.store.pending(this.db, snapshot) : [];
    return { snapshot, blocks: new Map(rows.map(row => [row.block, row])), pending };
  }

  private async read(lease: ImportLease, work: ImportWork): Promise<PortedReading> {
    let bytes = 0;
    let told = performance.now();
    for await (const piece of piecesOf(this.db, this.keys, lease.claimed.id)) {
      const rows = await work.push(piece);
      bytes += piece.length;
      if (performance.now() - told < PROGRESS_MS) continue;
      told = performance.now();
      await this.db.transaction(async tx => {
        await lease.hold(tx);
        await tx.execute('UPDATE ported_import SET bytes_read = $2, rows = $3 WHERE id = $1', [
          lease.claimed.id,
          bytes,
          rows,
        ]);
      });
    }
    if (bytes !== lease.claimed.bytes) throw new Error(`${bytes} bytes of ${lease.claimed.bytes} are there`);
    return work.end();
  }

  private async write(
    lease: ImportLease,
    work: ImportWork,
    base: Base,
    reading: PortedReading,
  ): Promise<Written> {
    const snapshot = await this.db.transaction(async tx => {
      await lease.hold(tx);
      return this.open(tx, lease.claimed, base, reading);
    });
    let ported = 0;
    const touched = new Set(reading.blocks);
    if (lease.claimed.kind === 'changes') {
      for (const row of base.blocks.values()) if (!touched.has(row.block)) ported += row.ported;
    }
    for (let from = 0; from < reading.blocks.length; from += AT_ONCE) {
      const built: BuiltBlock[] = [];
      for (const block of reading.blocks.slice(from, from + AT_ONCE)) {
        const standing = lease.claimed.kind === 'changes' ? base.blocks.get(block) : undefined;
        const made = await work.build(block, standing ? await this.store.packed(this.db, standing.id) : null);
        ported += made.ported;
        built.push(made);
      }
      await this.db.transaction(async tx => {
        await lease.hold(tx);
        for (const block of built) await this.keep(tx, snapshot, base, block);
      });
    }
    return { snapshot, ported };
  }

  /** A snapshot that nobody sees yet; of changes, with the blocks that the file does not speak of. */
  private async open(tx: Tx, claimed: ClaimedImport, base: Base, reading: PortedReading): Promise<number> {
    await tx.execute(
      `UPDATE ported_import SET state = 'building', bytes_read = bytes, rows = $2 WHERE id = $1`,
      [claimed.id, reading.rows],
    );
    const parent = claimed.kind === 'changes' ? base.snapshot : null;
    const [row] = await tx.query<{ id: number }>(
      `INSERT INTO ported_snapshot (parent_id, kind, file_name, rows, ported, pending, made_at, made_by)
       VALUES ($1, $2, $3, $4, 0, 0, $5, $6) RETURNING id`,
      [parent, claimed.kind, claimed.file_name, reading.rows, this.clock.now(), claimed.login],
    );
    if (!row) throw new Error('the snapshot was not entered');
    if (parent !== null) {
      await tx.execute(
        `INSERT INTO ported_snapshot_block (snapshot_id, block, block_id)
         SELECT $1, block, block_id FROM ported_snapshot_block WHERE snapshot_id = $2 AND NOT block = ANY ($3::int[])`,
        [row.id, parent, reading.blocks],
      );
    }
    return row.id;
  }

  private async keep(tx: Tx, snapshot: number, base: Base, built: BuiltBlock): Promise<void> {
    if (built.history) await this.store.writeHistory(tx, snapshot, built.block, built.history);
    if (built.empty) return;
    const standing = base.blocks.get(built.block);
    const isSame = standing?.digest.equals(this.store.digest(built.digest)) ?? false;
    const id = standing && isSame ? standing.id : await this.store.write(tx, built);
    await tx.execute('INSERT INTO ported_snapshot_block (snapshot_id, block, block_id) VALUES ($1, $2, $3)', [
      snapshot,
      built.block,
      id,
    ]);
  }

  /** The snapshot is there: in force, or before a person where it seems to have been made of half a file. */
  private async complete(
    lease: ImportLease,
    base: Base,
    reading: PortedReading,
    { snapshot, ported }: Written,
    end: PortedEnd,
  ): Promise<'done' | 'confirming'> {
    const pending = end.pending.reduce((sum, { changes }) => sum + changes, 0);
    return this.db.transaction(async tx => {
      await lease.hold(tx);
      for (const { id, network, networkCode } of end.targets) {
        await tx.execute('INSERT INTO ported_target (id, network, network_code) VALUES ($1, $2, $3)', [
          id,
          network,
          networkCode,
        ]);
      }
      for (const [position, chunk] of end.pending.entries())
        await this.store.writePending(tx, snapshot, position, chunk);
      await tx.execute(
        'UPDATE ported_snapshot SET ported = $2, pending = $3, complete = true WHERE id = $1',
        [snapshot, ported, pending],
      );
      const isDoubtful =
        lease.claimed.kind === 'snapshot' && losesTooMany(await portedIn(tx, base.snapshot), ported);
      const state = isDoubtful ? 'confirming' : 'done';
      if (!isDoubtful) await putInForce(tx, snapshot, base.snapshot);
      await this.ends.close(tx, lease, state, { snapshot });
      await this.audit.record(tx, starterOf(lease.claimed), {
        action: isDoubtful ? 'routing.import-held' : 'routing.imported',
        object: { kind: 'ported-snapshot', id: String(snapshot) },
        detail: {
          importId: lease.claimed.id,
          kind: lease.claimed.kind,
          rows: reading.rows,
          ported,
          pending,
          before: base.snapshot,
        },
      });
      return state;
    });
  }
}

/** Ported numbers of a snapshot; 0 where there is none. */
const portedIn = async (tx: Tx, snapshot: number | null): Promise<number> => {
  const [row] = await tx.query<{ ported: number }>('SELECT ported FROM ported_snapshot WHERE id = $1', [
    snapshot,
  ]);
  return row?.ported ?? 0;
};
