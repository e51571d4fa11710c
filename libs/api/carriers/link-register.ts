import { AuditTrail, type Bystander } from '@sms111/api/audit';
import { KeyRing, seal, type Actor, type Tx } from '@sms111/api/platform';
import { USUAL_LINK_SETTINGS } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { passwordPlace, SELECT_SETTINGS, SETTING_COLUMNS, type LinkSettings } from './link';

export type NewLink = Partial<LinkSettings> &
  Pick<LinkSettings, 'host' | 'port' | 'systemId'> & {
    readonly id: string;
    readonly carrier: string;
    readonly password: string;
  };

/** What a link has that nobody said otherwise of. */
export const DEFAULT_SETTINGS: Omit<LinkSettings, 'host' | 'port' | 'systemId'> = USUAL_LINK_SETTINGS;

const NAMES = Object.keys(SETTING_COLUMNS) as (keyof LinkSettings)[];
const COLUMNS = NAMES.map(name => SETTING_COLUMNS[name]);

/** Enters links and writes their settings, in the caller's transaction; who may ask for it is the caller's affair. */
@Injectable()
export class LinkRegister {
  constructor(
    private readonly keys: KeyRing,
    private readonly audit: AuditTrail,
  ) {}

  /** Enters a link, or sets some of it anew. What is left out stays; of a new link it is as `DEFAULT_SETTINGS`. */
  async put(tx: Tx, by: Actor | Bystander, { id, carrier, password, ...given }: NewLink): Promise<void> {
    const [known] = await tx.query<LinkSettings>(
      `SELECT ${SELECT_SETTINGS} FROM carrier_link k WHERE k.id = $1 FOR UPDATE`,
      [id],
    );
    const settings = { ...DEFAULT_SETTINGS, ...known, ...given };
    await this.write(tx, id, carrier, settings, await this.sealed(id, password));
    await this.audit.record(tx, by, {
      action: 'carrier-link.changed',
      object: { kind: 'carrier-link', id },
      detail: { carrier, host: given.host, port: given.port },
    });
  }

  /** The password as it lies in the database. */
  async sealed(id: string, password: string): Promise<Buffer> {
    const { key } = await this.keys.platformKey();
    return seal(key, passwordPlace(id), Buffer.from(password));
  }

  /** `passwordSealed` null: the password stays. A link that is not there needs one. */
  async write(
    tx: Tx,
    id: string,
    carrier: string,
    settings: LinkSettings,
    passwordSealed: Buffer | null,
  ): Promise<void> {
    const values = NAMES.map(name => settings[name]);
    if (passwordSealed === null) {
      const sets = COLUMNS.map((column, at) => `${column} = $${at + 2}`);
      await tx.execute(`UPDATE carrier_link SET ${sets.join(', ')}, revision = revision + 1 WHERE id = $1`, [
        id,
        ...values,
      ]);
      return;
    }
    const all = ['id', 'carrier', 'password_sealed', ...COLUMNS];
    await tx.execute(
      `INSERT INTO carrier_link (${all.join(', ')}) VALUES (${all.map((_, at) => `$${at + 1}`).join(', ')})
       ON CONFLICT (id) DO UPDATE SET revision = carrier_link.revision + 1, password_sealed = excluded.password_sealed,
         ${COLUMNS.map(column => `${column} = excluded.${column}`).join(', ')}`,
      [id, carrier, passwordSealed, ...values],
    );
  }
}
