import type { ResponseOf, showServiceLevel } from '@sms111/contracts';
import type { Tone } from '@sms111/web/ui';

export type ServiceLevel = ResponseOf<typeof showServiceLevel>;
export type LateBatch = ServiceLevel['items'][number];

/** Batches of a month, whatever became of them. */
export const batchesOf = ({ met, missed, open, atRisk, withdrawn }: ServiceLevel['totals']): number =>
  met + missed + open + atRisk + withdrawn;

export const CLOCK_TONES: Readonly<Record<LateBatch['state'], Tone>> = {
  within: 'active',
  'at-risk': 'warn',
  missed: 'bad',
  met: 'good',
  withdrawn: 'off',
};
