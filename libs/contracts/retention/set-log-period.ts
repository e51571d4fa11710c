import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line, noContent, uuid } from '../shapes';

/** How long an agency's transaction log is kept, where it agreed to more than three years (GSP-27). */
export const setLogPeriod = endpoint({
  id: 'retention.set-log-period',
  method: 'PUT',
  path: '/web/retention/log-periods/:agencyId',
  permission: 'retention.manage',
  params: z.object({ agencyId: uuid }),
  body: z.strictObject({ months: z.number().int().min(36).max(240), reason: line(300).min(4) }),
  status: 204,
  response: noContent,
  problems: ['not-found'],
  summary: { zh: '設定交易日誌保存期限', en: 'Set the period of the transaction log' },
});
