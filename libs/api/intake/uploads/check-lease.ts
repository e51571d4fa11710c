import { Clock, Db, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

/** How long a checker may be silent before another takes over. */
const LEASE_MS = 30_000;
const RENEW_MS = 5_000;
/** A file that brought down so many checkers is not given to another. */
export const MOST_CHECKS = 5;

/** Another checker has taken over, or the upload was discarded: whatever this one does must not be written. */
export class LeaseLost extends Error {}

/** What a checker needs to know of its upload. */
export interface ClaimedUpload {
  readonly id: string;
  readonly unit_id: string;
  readonly signature_id: string;
  readonly file_name: string;
  readonly bytes: number;
  readonly key_id: number;
  /** Checks begun so far, this one included. */
  readonly checks: number;
}

/** The right of one checker to work on one upload. Every write asks for it in its own transaction. */
export class CheckLease {
  private readonly timer: NodeJS.Timeout;

  constructor(
    readonly upload: ClaimedUpload,
    private readonly checker: string,
    private readonly clock: Clock,
    private readonly db: Db,
  ) {
    // A large workbook is parsed for seconds before its first row comes.
    this.timer = setInterval(() => {
      void this.db.transaction(tx => this.hold(tx)).catch(() => undefined);
    }, RENEW_MS);
    this.timer.unref();
  }

  /** Proves the right and prolongs it, keeping the row locked until the commit. Throws `LeaseLost`. */
  async hold(tx: Tx): Promise<void> {
    const held = await tx.execute(
      `UPDATE upload SET lease_until = $3 WHERE id = $1 AND checker = $2 AND state = 'checking'`,
      [this.upload.id, this.checker, leaseEnd(this.clock)],
    );
    if (held !== 1) throw new LeaseLost();
  }

  end(): void {
    clearInterval(this.timer);
  }
}

const leaseEnd = (clock: Clock): Date => new Date(clock.ms() + LEASE_MS);

/** Gives uploads to checkers. */
@Injectable()
export class CheckLeases {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes an upload that waits or whose checker fell silent, and takes away what that one left behind.
   * `null` when it is in good hands, checked or gone.
   */
  async claim(uploadId: string): Promise<CheckLease | null> {
    const checker = randomUUID();
    const upload = await this.db.transaction(async tx => {
      const [claimed] = await tx.query<ClaimedUpload>(
        `UPDATE upload
            SET checker = $2, checks = checks + 1, checking_since = $3, lease_until = $4, recognised = NULL,
                rows_read = 0, rows_accepted = 0, rows_returned = 0, rows_skipped = 0, fraction = NULL
          WHERE id = $1 AND state = 'checking' AND (lease_until IS NULL OR lease_until <= $3)
      RETURNING id, unit_id, signature_id, file_name, bytes, key_id, checks`,
        [uploadId, checker, this.clock.now(), leaseEnd(this.clock)],
      );
      if (claimed) await tx.execute('DELETE FROM upload_block WHERE upload_id = $1', [uploadId]);
      return claimed;
    });
    return upload ? new CheckLease(upload, checker, this.clock, this.db) : null;
  }

  /** Uploads that nobody works on, oldest first. */
  async stranded(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM upload WHERE state = 'checking' AND (lease_until IS NULL OR lease_until <= $1) ORDER BY id`,
      [this.clock.now()],
    );
    return rows.map(row => row.id);
  }
}
