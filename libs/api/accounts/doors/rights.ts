import { permissionsOf, ROLES, type Permission, type Role } from '@sms111/domain';

const BY_ROLE = new Map(ROLES.map(role => [role, permissionsOf(role)]));
const NONE: ReadonlySet<Permission> = new Set();

/** The rights of a role, computed once: every request asks. A role that the table does not know has none. */
export const rightsOf = (role: Role): ReadonlySet<Permission> => BY_ROLE.get(role) ?? NONE;
