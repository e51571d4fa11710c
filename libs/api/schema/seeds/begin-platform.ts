import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { Clock, newLog, openDb } from '@sms111/api/platform';
import { BeginPlan } from '@sms111/api/routing';
import { NUMBER_PLAN } from './number-plan';

/**
 * What every installation needs before it can send: the carriers and the numbering plan. Run after `migrate`, at every release;
 * what stands already is left alone. `false`: nothing was missing.
 */
export const beginPlatform = async (url: string): Promise<boolean> => {
  const db = openDb(url, newLog('migrate', 'warn'));
  const plan = new BeginPlan(new AuditTrail(new Clock()));
  try {
    return await db.transaction(tx => plan.execute(tx, PLATFORM, NUMBER_PLAN));
  } finally {
    await db.close();
  }
};
