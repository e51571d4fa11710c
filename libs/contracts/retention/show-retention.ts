import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { certificateLine, legalHold, masterKeyLine, retainedMonth } from './shapes';

/** How long records are kept: months, legal holds, certificates and keys (SEC-7, GSP-27). */
export const showRetention = endpoint({
  id: 'retention.show',
  method: 'GET',
  path: '/web/retention',
  permission: 'retention.view',
  status: 200,
  response: z.object({
    policy: z.object({
      months: z.number().int(),
      automatic: z.boolean(),
      backupDays: z.number().int(),
      unsentUploadDays: z.number().int(),
      logMonths: z.number().int(),
    }),
    months: z.array(retainedMonth),
    holds: z.array(legalHold),
    certificates: z.array(certificateLine),
    masterKeys: z.array(masterKeyLine),
    /** Data keys that are not under the current master key yet. */
    keysLeft: z.number().int(),
    logPeriods: z.array(
      z.object({ agencyId: uuid, agency: z.string(), months: z.number().int(), reason: z.string() }),
    ),
    agencies: z.array(z.object({ id: uuid, name: z.string() })),
  }),
  problems: [],
  summary: { zh: '紀錄保存', en: 'Retention of records' },
});
