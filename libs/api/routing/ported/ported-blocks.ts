import { KeyRing, seal, Secrets, unseal, type Reader, type Tx } from '@sms111/api/platform';
import type { PortedTarget } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { unpackChanges, unpackTargets, type Change } from './packing';

/** A block as an import has made it. */
export interface PackedBlock {
  readonly block: number;
  /** Numbers that are served elsewhere; those given back do not count. */
  readonly ported: number;
  /** SHA-256 of what it holds. */
  readonly digest: Uint8Array;
  readonly targets: Uint8Array;
  readonly since: Uint8Array;
}

export interface BlockRow {
  readonly block: number;
  readonly id: string;
  readonly digest: Buffer;
  readonly ported: number;
}

interface SealedBlock {
  id: string;
  block: number;
  targets: Buffer;
  since: Buffer;
}

const SECONDS = 1_000;

const targetsPlace = (id: string): string => `ported-block/${id}/targets`;
const sincePlace = (id: string): string => `ported-block/${id}/since`;
const pendingPlace = (snapshot: number, position: number): string => `ported-pending/${snapshot}/${position}`;
const historyPlace = (snapshot: number, block: number): string => `ported-history/${snapshot}/${block}`;

/** Reads and writes snapshots of ported numbers: blocks that are never changed, sealed with the platform's key. */
@Injectable()
export class PortedBlocks {
  constructor(
    private readonly keys: KeyRing,
    private readonly secrets: Secrets,
  ) {}

  /** By the byte of a number. */
  async targets(reader: Reader): Promise<(PortedTarget | undefined)[]> {
    const rows = await reader.query<{ id: number } & PortedTarget>(
      'SELECT id, network, network_code AS "networkCode" FROM ported_target',
    );
    const targets: (PortedTarget | undefined)[] = [undefined];
    for (const { id, network, networkCode } of rows) targets[id] = { network, networkCode };
    // No hole: whoever goes through the list by its places must meet each.
    return Array.from(targets);
  }

  of(reader: Reader, snapshot: number): Promise<BlockRow[]> {
    return reader.query<BlockRow>(
      `SELECT s.block, b.id, b.digest, b.ported FROM ported_snapshot_block s JOIN ported_block b ON b.id = s.block_id
        WHERE s.snapshot_id = $1 ORDER BY s.block`,
      [snapshot],
    );
  }

  /** The bytes of blocks, one at a time, so that whoever reads many can let others have their turn. */
  async *bytesOf(
    reader: Reader,
    ids: readonly string[],
  ): AsyncGenerator<{ id: string; targets: Uint8Array }> {
    const { key } = await this.keys.platformKey();
    for (const row of await this.sealed(reader, ids))
      yield { id: row.id, targets: unpackTargets(unseal(key, targetsPlace(row.id), row.targets)) };
  }

  /** A block as `unpackBlock` takes it. */
  async packed(reader: Reader, id: string): Promise<{ targets: Buffer; since: Buffer }> {
    const { key } = await this.keys.platformKey();
    const [row] = await this.sealed(reader, [id]);
    if (!row) throw new Error(`block ${id} is missing`);
    return {
      targets: unseal(key, targetsPlace(id), row.targets),
      since: unseal(key, sincePlace(id), row.since),
    };
  }

  /** What stands in a row for what a block holds: a keyed hash, because numbers are few enough to be tried out. */
  digest(digest: Uint8Array): Buffer {
    return this.secrets.hash('ported-block', Buffer.from(digest).toString('hex'));
  }

  /** Writes a block; its id. */
  async write(tx: Tx, packed: PackedBlock): Promise<string> {
    const { key } = await this.keys.platformKey();
    const id = randomUUID();
    await tx.execute(
      'INSERT INTO ported_block (id, block, digest, ported, targets, since) VALUES ($1, $2, $3, $4, $5, $6)',
      [
        id,
        packed.block,
        this.digest(packed.digest),
        packed.ported,
        seal(key, targetsPlace(id), packed.targets),
        seal(key, sincePlace(id), packed.since),
      ],
    );
    return id;
  }

  async writeHistory(tx: Tx, snapshot: number, block: number, packed: Uint8Array): Promise<void> {
    const { key } = await this.keys.platformKey();
    await tx.execute('INSERT INTO ported_history (snapshot_id, block, sealed) VALUES ($1, $2, $3)', [
      snapshot,
      block,
      seal(key, historyPlace(snapshot, block), packed),
    ]);
  }

  /** What imports said of one number, with the snapshot that each made, newest import first. */
  async historyOf(
    reader: Reader,
    block: number,
    place: number,
  ): Promise<{ snapshot: number; changes: Change[] }[]> {
    const { key } = await this.keys.platformKey();
    const rows = await reader.query<{ snapshot: number; sealed: Buffer }>(
      `SELECT h.snapshot_id AS snapshot, h.sealed FROM ported_history h JOIN ported_snapshot s ON s.id = h.snapshot_id
        WHERE h.block = $1 AND s.complete ORDER BY h.snapshot_id DESC`,
      [block],
    );
    return rows.map(({ snapshot, sealed }) => ({
      snapshot,
      changes: unpackChanges(unseal(key, historyPlace(snapshot, block), sealed), place),
    }));
  }

  async writePending(
    tx: Tx,
    snapshot: number,
    position: number,
    { packed, changes }: { packed: Uint8Array; changes: number },
  ): Promise<void> {
    const { key } = await this.keys.platformKey();
    await tx.execute(
      'INSERT INTO ported_pending (snapshot_id, position, changes, sealed) VALUES ($1, $2, $3, $4)',
      [snapshot, position, changes, seal(key, pendingPlace(snapshot, position), packed)],
    );
  }

  /** Changes of a snapshot whose time had not come when it was made, still packed, in the order of their time. */
  async pending(reader: Reader, snapshot: number): Promise<Buffer[]> {
    const { key } = await this.keys.platformKey();
    const rows = await reader.query<{ position: number; sealed: Buffer }>(
      'SELECT position, sealed FROM ported_pending WHERE snapshot_id = $1 ORDER BY position',
      [snapshot],
    );
    return rows.map(({ position, sealed }) => unseal(key, pendingPlace(snapshot, position), sealed));
  }

  private sealed(reader: Reader, ids: readonly string[]): Promise<SealedBlock[]> {
    return reader.query<SealedBlock>(
      'SELECT id, block, targets, since FROM ported_block WHERE id = ANY ($1::uuid[])',
      [ids],
    );
  }
}

/** Seconds since 1970, as blocks hold them. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / SECONDS);
export const instantOf = (seconds: number): Date => new Date(seconds * SECONDS);
