import type { Permission } from '@sms111/domain';
import type { Session } from '@sms111/web/data';

/** A session of a 使用者 of the demo unit; `permissions` says what they may. */
export const sampleSession = (
  permissions: readonly Permission[] = [],
  more: Partial<Session> = {},
): Session => ({
  account: { id: '0192f0c0-0000-7000-8000-000000000001', login: 'user01', name: '王小明', role: 'user' },
  unit: {
    id: '0192f0c0-0000-7000-8000-000000000002',
    name: '測試公共服務平臺',
    agencyName: '測試機關',
    suspension: null,
  },
  permissions: [...permissions],
  csrfToken: 'csrf-token',
  idleSeconds: 900,
  idleEndsAt: new Date(Date.now() + 900_000).toISOString(),
  absoluteEndsAt: new Date(Date.now() + 8 * 3_600_000).toISOString(),
  ...more,
});
