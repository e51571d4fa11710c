import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { Db } from '../db/db';
import { seal, unseal } from './seal';

/** What a key is for. `lookup` keys hash numbers for searching; `seal` keys encrypt. */
export type KeyPurpose = 'seal' | 'lookup';

export interface DataKey {
  readonly id: number;
  readonly key: KeyObject;
}

/** `YYYYMM` of a moment in Asia/Taipei (UTC+8 all year), as a number. */
export const monthOf = (at: Date): number => {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  return local.getUTCFullYear() * 100 + local.getUTCMonth() + 1;
};

const PLATFORM = '00000000-0000-0000-0000-000000000000';

/**
 * Data keys: one per agency and month for sealing, one per month for look-ups.
 * They lie in `data_key` wrapped by the master key; destroying a row shreds everything under it.
 */
@Injectable()
export class KeyRing {
  private readonly byPlace = new Map<string, DataKey>();
  private readonly byId = new Map<number, DataKey>();
  private readonly master: KeyObject;

  constructor(
    private readonly db: Db,
    config: Config,
  ) {
    this.master = createSecretKey(config.get('MASTER_KEY'));
  }

  /** The agency's sealing key of a month; made when there is none yet. */
  sealKey(agencyId: string, month: number): Promise<DataKey> {
    return this.keyOf('seal', agencyId, month);
  }

  /** The month's look-up key; numbers of all agencies share it, so a search computes one hash a month. */
  lookupKey(month: number): Promise<DataKey> {
    return this.keyOf('lookup', PLATFORM, month);
  }

  /** The platform's own key for small secrets (TOTP seeds, link passwords). It has no month. */
  platformKey(): Promise<DataKey> {
    return this.keyOf('seal', PLATFORM, 0);
  }

  /** A key by its id, as rows name it. `null` when it was destroyed. */
  async open(id: number): Promise<DataKey | null> {
    const known = this.byId.get(id);
    if (known) return known;
    const [row] = await this.db.aside.query<KeyRow>(
      'SELECT id, purpose, agency_id, month, wrapped FROM data_key WHERE id = $1',
      [id],
    );
    return row ? this.keep(row) : null;
  }

  /** Look-up keys that exist for the months, newest first. */
  async lookupKeys(fromMonth: number, toMonth: number): Promise<DataKey[]> {
    const rows = await this.db.aside.query<KeyRow>(
      `SELECT id, purpose, agency_id, month, wrapped FROM data_key
        WHERE purpose = 'lookup' AND month BETWEEN $1 AND $2 ORDER BY month DESC`,
      [fromMonth, toMonth],
    );
    return rows.map(row => this.keep(row));
  }

  private async keyOf(purpose: KeyPurpose, agencyId: string, month: number): Promise<DataKey> {
    const place = placeOf(purpose, agencyId, month);
    const known = this.byPlace.get(place);
    if (known) return known;
    const wrapped = seal(this.master, place, randomBytes(32));
    // Two processes may come at once: the first row stands, both read it.
    await this.db.aside.query(
      `INSERT INTO data_key (purpose, agency_id, month, wrapped) VALUES ($1, $2, $3, $4)
       ON CONFLICT (purpose, agency_id, month) DO NOTHING`,
      [purpose, agencyId, month, wrapped],
    );
    const [row] = await this.db.aside.query<KeyRow>(
      `SELECT id, purpose, agency_id, month, wrapped FROM data_key
        WHERE purpose = $1 AND agency_id = $2 AND month = $3`,
      [purpose, agencyId, month],
    );
    if (!row) throw new Error(`data key ${place} vanished`);
    return this.keep(row);
  }

  private keep(row: KeyRow): DataKey {
    const place = placeOf(row.purpose, row.agency_id, row.month);
    const found = { id: row.id, key: createSecretKey(unseal(this.master, place, row.wrapped)) };
    this.byPlace.set(place, found);
    this.byId.set(found.id, found);
    return found;
  }
}

interface KeyRow {
  id: number;
  purpose: KeyPurpose;
  agency_id: string;
  month: number;
  wrapped: Buffer;
}

const placeOf = (purpose: KeyPurpose, agencyId: string, month: number): string =>
  `${purpose}/${agencyId}/${month}`;
