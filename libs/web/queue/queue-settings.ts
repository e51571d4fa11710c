import { QUEUE_POLICY_BOUNDS } from '@sms111/contracts';
import type { QueueSetting } from '@sms111/phrases';

/** The settings of the queue in the order in which people read them. */
export const QUEUE_SETTINGS = Object.keys(QUEUE_POLICY_BOUNDS) as readonly QueueSetting[];

/** What was typed, as a number within its bounds; `null` where it is none. */
export const readSetting = (name: QueueSetting, typed: string): number | null => {
  const [least, most] = QUEUE_POLICY_BOUNDS[name];
  const value = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : NaN;
  return value >= least && value <= most ? value : null;
};
