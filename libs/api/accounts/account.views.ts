import type { Reader } from '@sms111/api/platform';
import { PERSON_ROLES, permits, type Permission } from '@sms111/domain';
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

  /** The people of all units whose role has a right, disabled ones left out. */
  everywhereWith(reader: Reader, permission: Permission): Promise<AccountContact[]> {
    return reader.query<AccountContact>(
      `SELECT id, name, email, login FROM account
        WHERE kind = 'web' AND status = 'active' AND role = ANY ($1) ORDER BY id`,
      [PERSON_ROLES.filter(role => permits(role, permission))],
    );
  }

  /** The people of a unit whose role has a right, disabled ones left out. */
  withPermission(reader: Reader, unitId: string, permission: Permission): Promise<AccountContact[]> {
    return reader.query<AccountContact>(
      `SELECT id, name, email, login FROM account
        WHERE unit_id = $1 AND kind = 'web' AND status = 'active' AND role = ANY ($2) ORDER BY id`,
      [unitId, PERSON_ROLES.filter(role => permits(role, permission))],
    );
  }
}
