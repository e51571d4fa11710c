import type { Plan } from '../db/db';
import type { Metrics } from './metrics';

/** Measures transactions, from their connection to their commit or their rollback; each try of one that is tried again. */
export const transactionTimes = (
  metrics: Metrics,
): ((plan: Plan, outcome: 'committed' | 'rolled-back', seconds: number) => void) => {
  const times = metrics.histogram(
    'sms111_db_transaction_seconds',
    'How long transactions took, by plan (free, by-key) and outcome',
    ['plan', 'outcome'],
  );
  return (plan, outcome, seconds) => times.observe({ plan, outcome }, seconds);
};
