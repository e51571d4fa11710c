import type { Reader } from '@sms111/api/platform';
import type { AnswerOf, listApiAccounts } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';

type ApiAccountShape = AnswerOf<typeof listApiAccounts>['items'][number];
export type ApiKeyShape = ApiAccountShape['keys'][number];

interface AccountRow {
  id: string;
  login: string;
  name: string;
  autoPrefix: boolean;
}

export interface KeyRow {
  id: string;
  label: string;
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export const keyShape = ({ id, label, hint, createdAt, lastUsedAt, revokedAt }: KeyRow): ApiKeyShape => ({
  id,
  label,
  hint,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

/** The API accounts of one unit with their keys, living ones first. */
@Injectable()
export class ApiAccountViews {
  async list(reader: Reader, unitId: string): Promise<ApiAccountShape[]> {
    const accounts = await reader.query<AccountRow>(
      `SELECT id, login, name, auto_prefix AS "autoPrefix" FROM account
        WHERE unit_id = $1 AND kind = 'api' ORDER BY id`,
      [unitId],
    );
    const keys = await reader.query<KeyRow & { accountId: string }>(
      `SELECT id, account_id AS "accountId", label, hint, created_at AS "createdAt", last_used_at AS "lastUsedAt",
              revoked_at AS "revokedAt"
         FROM api_key WHERE account_id = ANY ($1) ORDER BY revoked_at IS NOT NULL, id DESC`,
      [accounts.map(account => account.id)],
    );
    return accounts.map(account => ({
      ...account,
      keys: keys.filter(key => key.accountId === account.id).map(keyShape),
    }));
  }
}
