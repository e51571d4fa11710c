import type { Actor } from '@sms111/api/platform';
import { scopeOf, type Permission } from '@sms111/domain';

/** Whose records a reader sees; every read takes one first. A field that is null does not narrow. */
export interface Scope {
  readonly accountId: string | null;
  readonly unitId: string | null;
  /** Whether contents may be shown (ACC-6). */
  readonly contents: boolean;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The scope that a role's right gives (QRY-5). */
export const scopeFor = (actor: Actor, permission: Permission): Scope => {
  const contents = actor.permissions.has('record.read-content');
  switch (scopeOf(actor.role, permission)) {
    case 'all':
      return { accountId: null, unitId: null, contents };
    case 'unit':
      return { accountId: null, unitId: actor.unitId, contents };
    case 'own':
      return { accountId: actor.accountId, unitId: actor.unitId, contents };
    default:
      return { accountId: NOBODY, unitId: NOBODY, contents: false };
  }
};

/** Narrows `b` (batch) by parameters `$1` account and `$2` unit. */
export const IN_SCOPE = '($1::uuid IS NULL OR b.account_id = $1) AND ($2::uuid IS NULL OR b.unit_id = $2)';
