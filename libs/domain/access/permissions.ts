import type { Role, Scope } from './roles';

type Grants = Readonly<Partial<Record<Role, Scope>>>;

/**
 * Every right, and how far it reaches for whom (ACC-3, ACC-4, ACC-6, QRY-5). A role that is not named has no such
 * right. 數位部管理者 sees figures and states of all, no content, no recipient's whole number, and sends nothing.
 */
export const GRANTS = {
  'home.view': { user: 'own', 'group-manager': 'unit', 'ministry-admin': 'all', 'system-admin': 'all' },
  'notice.view': { user: 'own', 'group-manager': 'own', 'ministry-admin': 'own', 'system-admin': 'own' },

  'batch.send': { user: 'own', 'group-manager': 'own' },
  'batch.view': { user: 'own', 'group-manager': 'unit', 'ministry-admin': 'all', 'system-admin': 'all' },
  'batch.control': { user: 'own', 'group-manager': 'unit', 'system-admin': 'all' },
  'upload.create': { user: 'own', 'group-manager': 'own' },

  'record.search': { user: 'own', 'group-manager': 'unit', 'ministry-admin': 'all', 'system-admin': 'all' },
  'record.read-content': { user: 'own', 'group-manager': 'unit', 'system-admin': 'all' },
  'record.export': { user: 'own', 'group-manager': 'unit', 'system-admin': 'all' },

  'quota.view': { user: 'own', 'group-manager': 'unit', 'system-admin': 'all', system: 'own' },
  'quota.view-unit': { 'group-manager': 'unit', 'ministry-admin': 'all', 'system-admin': 'all' },

  'account.view': { 'group-manager': 'unit', 'ministry-admin': 'all', 'system-admin': 'all' },
  'account.manage': { 'group-manager': 'unit', 'system-admin': 'all' },
  'api-key.manage': { 'group-manager': 'unit', 'system-admin': 'all' },

  'agency.view': { 'ministry-admin': 'all', 'system-admin': 'all' },
  /** The ministry ends or restricts an agency's use (AGY-5); whoever runs the platform stops what is illegal at once (GSP-9). */
  'agency.control': { 'ministry-admin': 'all', 'system-admin': 'all' },

  'lane.view': { 'ministry-admin': 'all', 'system-admin': 'all' },
  /** An urgent lane passes the messages of others: the ministry decides whose may, not whoever runs the platform. */
  'lane.grant': { 'ministry-admin': 'all' },

  'carrier.view': { 'ministry-admin': 'all', 'system-admin': 'all' },
  'carrier.control': { 'system-admin': 'all' },
  'routing.view': { 'ministry-admin': 'all', 'system-admin': 'all' },
  'routing.control': { 'system-admin': 'all' },
  'carrier.configure': { 'system-admin': 'all' },
  'queue.view': { 'system-admin': 'all' },
  'queue.configure': { 'system-admin': 'all' },
  'service-level.view': { 'ministry-admin': 'all', 'system-admin': 'all' },
  /** To say what the carrier said of a message in doubt. */
  'queue.resolve': { 'system-admin': 'all' },
  'retention.view': { 'ministry-admin': 'all', 'system-admin': 'all' },
  'retention.manage': { 'system-admin': 'all' },
  'audit.view': { user: 'own', 'group-manager': 'unit', 'ministry-admin': 'all', 'system-admin': 'all' },

  'message.post': { system: 'own' },
} as const satisfies Readonly<Record<string, Grants>>;

export type Permission = keyof typeof GRANTS;

export const PERMISSIONS = Object.keys(GRANTS) as readonly Permission[];

/** How far a right reaches for a role; `null` when the role does not have it. */
export const scopeOf = (role: Role, permission: Permission): Scope | null => {
  const grants: Grants = GRANTS[permission];
  return grants[role] ?? null;
};

export const permits = (role: Role, permission: Permission): boolean => scopeOf(role, permission) !== null;

export const permissionsOf = (role: Role): ReadonlySet<Permission> =>
  new Set(PERMISSIONS.filter(permission => permits(role, permission)));
