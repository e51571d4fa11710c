import { Clock, Db, Gather, Secrets, type Actor, type Visitor } from '@sms111/api/platform';
import type { Role } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Admission } from '../doors/admission';
import { rightsOf } from '../doors/rights';
import { bearerKey } from './api-key-text';

/** `last_used_at` is written at most this often. */
const TOUCH_MS = 60_000;

interface Row {
  id: string;
  keyHash: Buffer;
  lastUsedAt: Date | null;
  accountId: string;
  login: string;
  name: string;
  role: Role;
  unitId: string;
  agencyId: string;
}

/** Keys of API accounts. Only keyed hashes are stored and compared, so a look-up tells nothing by its time. */
@Injectable()
export class ApiKeys {
  private readonly living = new Gather<Row>(hashes => this.read(hashes));

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  hash(key: string): Buffer {
    return this.secrets.hash('api-key', key);
  }

  /** Whom a bearer key stands for; `null` when it is unknown or revoked, or its account disabled. */
  async admit(authorization: string, visitor: Visitor): Promise<Admission | null> {
    const key = bearerKey(authorization);
    const row = key && (await this.living.find(this.hash(key).toString('hex')));
    if (!row) return null;
    const { id, keyHash: _, lastUsedAt, ...account } = row;
    await this.touch(id, lastUsedAt);
    const actor: Actor = {
      kind: 'system',
      ...account,
      permissions: rightsOf(row.role),
      sessionId: null,
      address: visitor.address,
      traceId: visitor.traceId,
    };
    return new Admission(actor, null, lastUsedAt);
  }

  private async read(hashes: string[]): Promise<ReadonlyMap<string, Row>> {
    const rows = await this.db.often.query<Row>(
      `SELECT k.id, k.key_hash AS "keyHash", k.last_used_at AS "lastUsedAt", a.id AS "accountId", a.login, a.name,
              a.role, a.unit_id AS "unitId", u.agency_id AS "agencyId"
         FROM api_key k JOIN account a ON a.id = k.account_id JOIN unit u ON u.id = a.unit_id
        WHERE k.key_hash = ANY ($1) AND k.revoked_at IS NULL AND a.status = 'active'`,
      [hashes.map(hash => Buffer.from(hash, 'hex'))],
    );
    return new Map(rows.map(row => [row.keyHash.toString('hex'), row]));
  }

  private async touch(id: string, lastUsedAt: Date | null): Promise<void> {
    const now = this.clock.ms();
    if (lastUsedAt && now - lastUsedAt.getTime() < TOUCH_MS) return;
    await this.db.query(
      'UPDATE api_key SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)',
      [id, new Date(now), new Date(now - TOUCH_MS)],
    );
  }
}
