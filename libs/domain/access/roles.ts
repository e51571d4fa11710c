/** The four roles of 001 參.九.(六) (ACC-6), and the account of an agency's system (API, SFTP). */
export const ROLES = ['user', 'group-manager', 'ministry-admin', 'system-admin', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that a person signs in with; an API account is none (ACC-7). */
export const PERSON_ROLES = ['user', 'group-manager', 'ministry-admin', 'system-admin'] as const;

/** How far a right reaches: what is one's own, all of one's unit, or all (ACC-4, QRY-5). */
export type Scope = 'own' | 'unit' | 'all';
