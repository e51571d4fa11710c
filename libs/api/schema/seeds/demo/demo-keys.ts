import { CreateApiKey } from '@sms111/api/accounts';
import { Db, type Actor } from '@sms111/api/platform';
import { permissionsOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { readAccounts, writeAccounts } from './accounts-file';
import { DEMO_AGENCY } from './agencies';

interface Keyless {
  accountId: string;
  login: string;
  name: string;
  manager: string;
  managerLogin: string;
  managerName: string;
  unitId: string;
  agencyId: string;
}

/** Gives each demo system that never had a key its first one, as its unit's manager would, and adds it to the file. */
@Injectable()
export class DemoKeys {
  constructor(
    private readonly db: Db,
    private readonly createKey: CreateApiKey,
  ) {}

  async execute(accountsFile: string): Promise<void> {
    for (const { accountId, login, name, ...by } of await this.keyless()) {
      const { secret } = await this.createKey.execute(managerOf(by), accountId, '示範金鑰');
      const others = readAccounts(accountsFile).filter(each => each.login !== login);
      writeAccounts(accountsFile, [...others, { login, role: 'system', apiKey: secret, name }]);
    }
  }

  private keyless(): Promise<Keyless[]> {
    return this.db.query<Keyless>(
      `SELECT a.id AS "accountId", a.login, a.name, m.id AS manager, m.login AS "managerLogin", m.name AS "managerName",
              u.id AS "unitId", u.agency_id AS "agencyId"
         FROM agency g JOIN unit u ON u.agency_id = g.id JOIN account a ON a.unit_id = u.id
         JOIN account m ON m.unit_id = u.id AND m.role = 'group-manager'
        WHERE g.name = $1 AND a.kind = 'api' AND NOT EXISTS (SELECT FROM api_key k WHERE k.account_id = a.id)
        ORDER BY a.id`,
      [DEMO_AGENCY.name],
    );
  }
}

const managerOf = (by: Omit<Keyless, 'accountId' | 'login' | 'name'>): Actor => ({
  kind: 'person',
  accountId: by.manager,
  login: by.managerLogin,
  name: by.managerName,
  role: 'group-manager',
  unitId: by.unitId,
  agencyId: by.agencyId,
  permissions: permissionsOf('group-manager'),
  sessionId: null,
  address: '127.0.0.1',
  traceId: randomUUID(),
});
