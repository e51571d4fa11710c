/**
 * What kind of event it is: `access` (doors, sign-in, refusals), `change` (somebody changed something),
 * `read` (somebody saw records), `export` (records left the platform).
 */
export type AuditKind = 'access' | 'change' | 'read' | 'export';

/** Every event that the platform records (baseline 16). A name is never reused for something else. */
export const AUDIT_ACTIONS = {
  // accounts
  'account.created': 'change',
  'account.lanes-granted': 'change',
  'access.refused': 'access',
  'address.allowed': 'change',
  'address.refused': 'access',
  'api-key.created': 'change',
  'api-key.refused': 'access',
  'api-key.revoked': 'change',
  'session.code-sent': 'access',
  'session.ended': 'access',
  'session.opened': 'access',
  'session.password-accepted': 'access',
  'session.refused': 'access',
  'session.revoked': 'access',

  // agencies
  'agency.created': 'change',
  'agency.resumed': 'change',
  'agency.suspended': 'change',
  'contract.created': 'change',
  'signature.created': 'change',
  'unit.created': 'change',

  // notices
  'mail.given-up': 'change',
  'notice.read': 'change',

  // quota
  'quota.allocated': 'change',
  'quota.ordered': 'change',

  // messages
  'batch.accepted': 'change',
  'batch.cancelled': 'change',
  'batch.listed': 'read',
  'batch.messages-listed': 'read',
  'batch.paused': 'change',
  'batch.resumed': 'change',
  'batch.viewed': 'read',
  'message.number-revealed': 'read',
  'message.viewed': 'read',
  'queue.doubt-listed': 'read',
  'queue.policy-changed': 'change',
  'record.searched': 'read',
  'service-level.viewed': 'read',
  'resolution.applied': 'change',
  'resolution.proposed': 'change',
  'resolution.rejected': 'change',
  'resolution.withdrawn': 'change',

  // intake
  'upload.checked': 'change',
  'upload.corrections-downloaded': 'export',
  'upload.created': 'change',
  'upload.discarded': 'change',
  'upload.listed': 'read',
  'upload.partial-sent': 'change',
  'upload.rows-listed': 'read',
  'upload.sent': 'change',
  'upload.viewed': 'read',
  'upload.expired': 'change',

  // keys and the end of records
  'destruction.approved': 'change',
  'destruction.carried-out': 'change',
  'destruction.certificate-downloaded': 'export',
  'destruction.keys-destroyed': 'change',
  'destruction.proposed': 'change',
  'destruction.withdrawn': 'change',
  'legal-hold.ended': 'change',
  'legal-hold.set': 'change',
  'log-period.changed': 'change',
  'master-key.retired': 'change',
  'master-key.rewrapped': 'change',
  'message-log.dropped': 'change',

  // routing and carriers
  'carrier.paused': 'change',
  'carrier.resumed': 'change',
  'carrier-change.approved': 'change',
  'carrier-change.proposed': 'change',
  'carrier-change.rejected': 'change',
  'carrier-change.withdrawn': 'change',
  'carrier-link.created': 'change',
  'carrier-link.drained': 'change',
  'carrier-link.resumed': 'change',
  'carrier-link.switched-off': 'change',
  'carrier-link.switched-on': 'change',
  'carrier-link.tested': 'change',
  'carrier-link.changed': 'change',
  'routing.compared': 'read',
  'routing.imported': 'change',
  'routing.import-begun': 'change',
  'routing.import-confirmed': 'change',
  'routing.import-discarded': 'change',
  'routing.import-held': 'change',
  'routing.import-refused': 'change',
  'routing.loaded': 'change',
  'routing.looked-up': 'read',
  'routing.override-ended': 'change',
  'routing.override-placed': 'change',
  'routing.policy-changed': 'change',
  'routing.rolled-back': 'change',
} as const satisfies Record<string, AuditKind>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
