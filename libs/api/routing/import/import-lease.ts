import { Clock, Db, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { PortedKind } from './ported-file';

const LEASE_MS = 30_000;
const RENEW_MS = 5_000;
/** A file that brought down so many workers is given up. */
export const MOST_RUNS = 3;
/** A file that has not come whole by then never will. */
const RECEIVING_MS = 60 * 60_000;
/** Any number: only one import is begun at a time, whoever begins it. */
const LOCK = 111_0002;

/** Another worker has taken over: whatever this one does must not be written. */
export class ImportLost extends Error {}

export interface ClaimedImport {
  readonly id: string;
  readonly kind: PortedKind;
  readonly file_name: string;
  readonly bytes: number;
  readonly account_id: string | null;
  readonly login: string | null;
  readonly unit_id: string | null;
  readonly agency_id: string | null;
  /** Runs begun, this one included. */
  readonly runs: number;
}

/** The right of one worker to run one import. */
export class ImportLease {
  private readonly timer: NodeJS.Timeout;

  constructor(
    readonly claimed: ClaimedImport,
    private readonly runner: string,
    private readonly clock: Clock,
    private readonly db: Db,
  ) {
    this.timer = setInterval(() => {
      void this.db.transaction(tx => this.hold(tx)).catch(() => undefined);
    }, RENEW_MS);
    this.timer.unref();
  }

  /** Proves the right and prolongs it, keeping the row locked until the commit. Throws `ImportLost`. */
  async hold(tx: Tx): Promise<void> {
    const held = await tx.execute(
      `UPDATE ported_import SET lease_until = $3
        WHERE id = $1 AND runner = $2 AND state IN ('reading', 'building')`,
      [this.claimed.id, this.runner, new Date(this.clock.ms() + LEASE_MS)],
    );
    if (held !== 1) throw new ImportLost();
  }

  end(): void {
    clearInterval(this.timer);
  }
}

/** Gives imports to workers, one at a time: each is made upon what the one before came to. */
@Injectable()
export class ImportLeases {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The oldest import that waits or whose worker fell silent; `null` when there is none, or one is being run. */
  async claim(): Promise<ImportLease | null> {
    const runner = randomUUID();
    const now = this.clock.now();
    const claimed = await this.db.transaction(async tx => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const [row] = await tx.query<ClaimedImport>(
        `UPDATE ported_import
            SET state = 'reading', runner = $1, runs = runs + 1, lease_until = $3, bytes_read = 0, rows = 0
          WHERE id = (SELECT id FROM ported_import
                       WHERE state IN ('waiting', 'reading', 'building') ORDER BY received_at, id LIMIT 1)
            AND (lease_until IS NULL OR lease_until <= $2)
      RETURNING id, kind, file_name, bytes, account_id, login, unit_id, agency_id, runs`,
        [runner, now, new Date(now.getTime() + LEASE_MS)],
      );
      return row;
    });
    return claimed ? new ImportLease(claimed, runner, this.clock, this.db) : null;
  }

  /** Whether anything is to be claimed, without a lock. */
  async waits(): Promise<boolean> {
    const [row] = await this.db.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM ported_import WHERE state IN ('waiting', 'reading', 'building')
                        AND (lease_until IS NULL OR lease_until <= $1)) AS waits`,
      [this.clock.now()],
    );
    return row?.waits ?? false;
  }

  /** Gives up files that broke off without a word. */
  async abandon(): Promise<void> {
    await this.db.query(`DELETE FROM ported_import WHERE state = 'receiving' AND received_at < $1`, [
      new Date(this.clock.ms() - RECEIVING_MS),
    ]);
  }
}
