import { AuditTrail } from '@sms111/api/audit';
import { Db, KeyRing, problem, type Actor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showRetention } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { isGenuine, type CertificateBody, type StoredCertificate } from './certificate';

type Line = AnswerOf<typeof showRetention>['certificates'][number];

interface CertificateRow extends StoredCertificate {
  readonly id: string;
  readonly number: number;
  readonly month: number;
  readonly issued_at: Date;
}

export interface CertificateFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Certificates of destruction, each held against its hash, its seal and the one before it. */
@Injectable()
export class CertificateViews {
  constructor(
    private readonly db: Db,
    private readonly keys: KeyRing,
    private readonly audit: AuditTrail,
  ) {}

  /** Newest first. What a changed text says is shown as far as it can be read, and marked. */
  async list(reader: Reader): Promise<Line[]> {
    const { key } = await this.keys.platformKey();
    const rows = await this.rows(reader);
    return rows
      .map((row, at) => ({ row, valid: isGenuine(key, row, rows[at - 1]?.hash ?? null) }))
      .map(({ row, valid }) => lineOf(row, valid))
      .reverse();
  }

  /** The certificate as a file. Problem: `not-found`. */
  async download(actor: Actor, id: string): Promise<CertificateFile> {
    const { key } = await this.keys.platformKey();
    return this.db.transaction(async tx => {
      const rows = await this.rows(tx);
      const at = rows.findIndex(row => row.id === id);
      const row = rows[at];
      if (!row) throw problem('not-found');
      const genuine = isGenuine(key, row, rows[at - 1]?.hash ?? null);
      await this.audit.record(tx, actor, {
        action: 'destruction.certificate-downloaded',
        object: { kind: 'certificate', id },
        detail: { month: row.month, genuine },
      });
      const file = {
        number: row.number,
        genuine,
        previousHash: row.previous_hash?.toString('hex') ?? null,
        hash: row.hash.toString('hex'),
        // The text itself: the hash is over these very characters.
        body: row.body,
      };
      return {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
          'content-disposition': `attachment; filename="destruction-${row.month}-${row.number}.json"`,
        },
        text: JSON.stringify(file, null, 2),
      };
    });
  }

  private rows(reader: Reader): Promise<CertificateRow[]> {
    return reader.query<CertificateRow>(
      `SELECT id, number, month, body, previous_hash, hash, seal, issued_at
         FROM destruction_certificate ORDER BY number`,
    );
  }
}

const lineOf = (row: CertificateRow, valid: boolean): Line => {
  const body = readBody(row.body);
  const issuedAt = row.issued_at.toISOString();
  return {
    id: row.id,
    number: row.number,
    month: String(row.month),
    whole: body.whole ?? false,
    messages: body.partitions?.find(each => /^message_(state_)?\d/.test(each.table))?.rows ?? 0,
    keys: (body.keys?.seal ?? 0) + (body.keys?.lookup ?? 0),
    keysDestroyedAt: body.keysDestroyedAt ?? issuedAt,
    lastBackupExpiresAt: body.lastBackupExpiresAt ?? issuedAt,
    issuedAt,
    hash: row.hash.toString('hex'),
    valid,
  };
};

/** A text that was changed need not be JSON any more. */
const readBody = (text: string): Partial<CertificateBody> => {
  try {
    return JSON.parse(text) as Partial<CertificateBody>;
  } catch {
    return {};
  }
};
