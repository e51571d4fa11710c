import type { Reader } from '@sms111/api/platform';
import { LANES, PERSON_ROLES, permits, scopeOf, type Lane, type Permission } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** How to reach the person or system behind an account. */
export interface AccountContact {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly login: string;
}

/** What other modules need to know of accounts. */
@Injectable()
export class AccountViews {
  async contact(reader: Reader, accountId: string): Promise<AccountContact | null> {
    const [row] = await reader.query<AccountContact>(
      'SELECT id, name, email, login FROM account WHERE id = $1',
      [accountId],
    );
    return row ?? null;
  }

  /** Whether the platform puts the unit's name in front of this account's texts (A14). */
  async autoPrefix(reader: Reader, accountId: string): Promise<boolean> {
    const [row] = await reader.query<{ autoPrefix: boolean }>(
      'SELECT auto_prefix AS "autoPrefix" FROM account WHERE id = $1',
      [accountId],
    );
    return row?.autoPrefix ?? false;
  }

  /** Lanes that the account may name, in their order. */
  async lanes(reader: Reader, accountId: string): Promise<Lane[]> {
    const [row] = await reader.query<{ lanes: Lane[] }>('SELECT lanes FROM account WHERE id = $1', [
      accountId,
    ]);
    return LANES.filter(lane => row?.lanes.includes(lane));
  }

  /** Whether the account was given the right to a lane. */
  async mayUseLane(reader: Reader, accountId: string, lane: Lane): Promise<boolean> {
    const [row] = await reader.query<{ may: boolean }>(
      'SELECT $2 = ANY (lanes) AS may FROM account WHERE id = $1',
      [accountId, lane],
    );
    return row?.may ?? false;
  }

  /** The people of a unit whose role has a right, disabled ones left out. */
  withPermission(reader: Reader, unitId: string, permission: Permission): Promise<AccountContact[]> {
    return reader.query<AccountContact>(
      `SELECT id, name, email, login FROM account
        WHERE unit_id = $1 AND kind = 'web' AND status = 'active' AND role = ANY ($2) ORDER BY id`,
      [unitId, PERSON_ROLES.filter(role => permits(role, permission))],
    );
  }

  /** The people of any unit whose right reaches everywhere, disabled ones left out. */
  everywhere(reader: Reader, permission: Permission): Promise<AccountContact[]> {
    return reader.query<AccountContact>(
      `SELECT id, name, email, login FROM account
        WHERE kind = 'web' AND status = 'active' AND role = ANY ($1) ORDER BY id`,
      [PERSON_ROLES.filter(role => scopeOf(role, permission) === 'all')],
    );
  }
}
