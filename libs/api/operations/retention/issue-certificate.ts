import { Clock, Config, KeyRing, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { certificateHash, certificateSeal, type CertificateBody } from './certificate';
import type { DestructionRow } from './destruction-row';

const LOCK = 111_0006;
const DAY_MS = 86_400_000;
/** What the clock did by policy was nobody's deed. */
const BY_POLICY = 'policy';

/** Writes the certificate of a destruction, behind the one before it. */
@Injectable()
export class IssueCertificate {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly keys: KeyRing,
  ) {}

  /** Loads the key before a transaction asks for it, which must not wait for a second connection. */
  async ready(): Promise<void> {
    await this.keys.platformKey();
  }

  async execute(tx: Tx, run: DestructionRow): Promise<{ id: string; hash: Buffer }> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const [last] = await tx.query<{ hash: Buffer }>(
      'SELECT hash FROM destruction_certificate ORDER BY number DESC LIMIT 1',
    );
    const [made] = await tx.query<{ id: string }>('SELECT uuidv7() AS id');
    const id = made?.id ?? '';
    const body = JSON.stringify(await this.bodyOf(tx, id, run), null, 2);
    const previous = last?.hash ?? null;
    const hash = certificateHash(previous, body);
    const { key } = await this.keys.platformKey();
    await tx.execute(
      `INSERT INTO destruction_certificate (id, destruction_id, month, body, previous_hash, hash, seal, issued_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, run.id, run.month, body, previous, hash, certificateSeal(key, hash), this.clock.now()],
    );
    return { id, hash };
  }

  private async bodyOf(tx: Tx, id: string, run: DestructionRow): Promise<CertificateBody> {
    const { counts, spared } = run;
    const whole = spared.length === 0;
    const destroyed = run.shredded_at ?? this.clock.now();
    return {
      version: 1,
      certificate: id,
      destruction: run.id,
      month: String(run.month),
      whole,
      spared,
      partitions: (counts.partitions ?? []).map(({ table, rows }) => ({
        table,
        rows: whole ? rows : (counts.deleted?.[table] ?? 0),
        dropped: whole,
      })),
      alsoDeleted: {
        clientRefs: counts.clientRefs ?? 0,
        uploads: counts.uploads ?? 0,
        notices: counts.notices ?? 0,
      },
      batchesCleared: counts.batches ?? 0,
      keys: {
        seal: counts.keys?.seal ?? 0,
        lookup: counts.keys?.lookup ?? 0,
        idsSha256: counts.keys?.idsHash ?? '',
      },
      log: counts.logged ?? { batches: 0, messages: 0, segments: 0 },
      proposedBy: await this.nameOf(tx, run.proposed_by),
      proposedAt: run.proposed_at.toISOString(),
      approvedBy: await this.nameOf(tx, run.approved_by),
      approvedAt: run.approved_at?.toISOString() ?? null,
      keysDestroyedAt: destroyed.toISOString(),
      issuedAt: this.clock.now().toISOString(),
      lastBackupExpiresAt: new Date(
        destroyed.getTime() + this.config.get('BACKUP_DAYS') * DAY_MS,
      ).toISOString(),
    };
  }

  private async nameOf(tx: Tx, accountId: string | null): Promise<string> {
    if (accountId === null) return BY_POLICY;
    const [row] = await tx.query<{ name: string; login: string }>(
      'SELECT name, login FROM account WHERE id = $1',
      [accountId],
    );
    return row ? `${row.name} (${row.login})` : accountId;
  }
}
