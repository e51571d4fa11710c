import type { Actor } from '@sms111/api/platform';
import type { Campaign } from './campaigns';

/** An account that has sent something in the past month. */
export interface Sender {
  /** As the guard would have made it; each batch has a trace of its own. */
  readonly actor: Omit<Actor, 'traceId'>;
  /** The unit's names, the default first. */
  readonly signatures: readonly string[];
  readonly campaigns: readonly Campaign[];
  /** How much of the history is its doing, against the others' shares. */
  readonly share: number;
}

/** What an account sends: a system by API, a person by page and file (ACC-7). */
export const campaignsFor = (kind: Actor['kind'], campaigns: readonly Campaign[]): readonly Campaign[] =>
  campaigns.filter(campaign => (campaign.channel === 'api') === (kind === 'system'));
