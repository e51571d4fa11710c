import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db';
import { KEY_COLUMNS, placeOf, placeOfRow, type KeyPurpose, type KeyRow } from './key-row';
import { KeyService } from './key-service';

export type { KeyPurpose } from './key-row';

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
/** How long a process may still hold a key that another has destroyed. */
const FORGET_EVERY_MS = 2_000;

/**
 * Data keys: one per agency and month for sealing, one per month for look-ups.
 * They lie in `data_key` wrapped by a master key. A destroyed one leaves its row without the key, so that nobody makes
 * it anew; whatever was sealed under it is gone (SEC-7).
 */
@Injectable()
export class KeyRing implements OnModuleInit, OnModuleDestroy {
  private readonly byPlace = new Map<string, DataKey>();
  private readonly byId = new Map<number, { readonly place: string; readonly found: DataKey }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Db,
    private readonly service: KeyService,
  ) {}

  /** Refuses master keys that cannot serve: a retired one, or ones without which living data keys stay shut. */
  async onModuleInit(): Promise<void> {
    await this.checkMasters();
    this.timer = setInterval(() => {
      // While the database is away nothing that a key opens can be read either.
      void this.forgetDestroyed().catch(() => undefined);
    }, FORGET_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The agency's sealing key of a month; made when there is none yet. Throws when it was destroyed. */
  sealKey(agencyId: string, month: number): Promise<DataKey> {
    return this.keyOf('seal', agencyId, month);
  }

  /** The month's look-up key; numbers of all agencies share it, so a search computes one hash a month. */
  lookupKey(month: number): Promise<DataKey> {
    return this.keyOf('lookup', PLATFORM, month);
  }

  /** The platform's own key for small secrets (TOTP seeds, link passwords). It has no month and is never destroyed. */
  platformKey(): Promise<DataKey> {
    return this.keyOf('seal', PLATFORM, 0);
  }

  /** A key by its id, as rows name it. `null` when it was destroyed. */
  async open(id: number): Promise<DataKey | null> {
    const known = this.byId.get(id);
    if (known) return known.found;
    const [row] = await this.db.aside.query<KeyRow>(
      `SELECT ${KEY_COLUMNS} FROM data_key WHERE id = $1 AND destroyed_at IS NULL`,
      [id],
    );
    return row ? this.keep(row) : null;
  }

  /** Look-up keys that exist for the months, newest first. */
  async lookupKeys(fromMonth: number, toMonth: number): Promise<DataKey[]> {
    const rows = await this.db.aside.query<KeyRow>(
      `SELECT ${KEY_COLUMNS} FROM data_key
        WHERE purpose = 'lookup' AND month BETWEEN $1 AND $2 AND destroyed_at IS NULL ORDER BY month DESC`,
      [fromMonth, toMonth],
    );
    return Promise.all(rows.map(row => this.keep(row)));
  }

  /** Lets go of keys that were destroyed meanwhile, by whichever process. How many. */
  async forgetDestroyed(): Promise<number> {
    const held = [...this.byId.keys()];
    if (held.length === 0) return 0;
    const gone = await this.db.aside.query<{ id: number }>(
      'SELECT id FROM data_key WHERE id = ANY ($1) AND destroyed_at IS NOT NULL',
      [held],
    );
    for (const { id } of gone) {
      const known = this.byId.get(id);
      this.byId.delete(id);
      if (known) this.byPlace.delete(known.place);
    }
    return gone.length;
  }

  private async keyOf(purpose: KeyPurpose, agencyId: string, month: number): Promise<DataKey> {
    const place = placeOf(purpose, agencyId, month);
    const known = this.byPlace.get(place);
    if (known) return known;
    const standing = await this.read(purpose, agencyId, month);
    if (standing) return this.keep(standing);
    const { masterId, wrapped } = await this.service.wrap(place, randomBytes(32));
    // Two processes may come at once: the first row stands, both read it.
    await this.db.aside.query(
      `INSERT INTO data_key (purpose, agency_id, month, master_id, wrapped) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (purpose, agency_id, month) DO NOTHING`,
      [purpose, agencyId, month, masterId, wrapped],
    );
    const row = await this.read(purpose, agencyId, month);
    if (!row) throw new Error(`data key ${place} was destroyed`);
    return this.keep(row);
  }

  private async read(purpose: KeyPurpose, agencyId: string, month: number): Promise<KeyRow | undefined> {
    const [row] = await this.db.aside.query<KeyRow>(
      `SELECT ${KEY_COLUMNS} FROM data_key
        WHERE purpose = $1 AND agency_id = $2 AND month = $3 AND destroyed_at IS NULL`,
      [purpose, agencyId, month],
    );
    return row;
  }

  private async keep(row: KeyRow): Promise<DataKey> {
    const place = placeOfRow(row);
    const plain = await this.service.unwrap(place, row.master_id, row.wrapped);
    const found = { id: row.id, key: createSecretKey(plain) };
    plain.fill(0);
    this.byPlace.set(place, found);
    this.byId.set(found.id, { place, found });
    return found;
  }

  private async checkMasters(): Promise<void> {
    const { currentId, knownIds } = this.service;
    await this.db.aside.query('INSERT INTO master_key (id) VALUES ($1) ON CONFLICT (id) DO NOTHING', [
      currentId,
    ]);
    const [retired] = await this.db.aside.query(
      'SELECT FROM master_key WHERE id = $1 AND retired_at IS NOT NULL',
      [currentId],
    );
    if (retired) throw new Error(`MASTER_KEY ${currentId} was retired: a newer one has taken its place.`);
    const missing = await this.db.aside.query<{ id: string }>(
      `SELECT DISTINCT master_id AS id FROM data_key WHERE destroyed_at IS NULL AND master_id <> ALL ($1)`,
      [knownIds],
    );
    if (missing.length > 0) {
      const ids = missing.map(each => each.id).join(', ');
      throw new Error(
        `Data keys are wrapped by master keys that were not given: ${ids} (MASTER_KEY_PREVIOUS).`,
      );
    }
  }
}
