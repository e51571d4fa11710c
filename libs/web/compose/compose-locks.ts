import type { ContentVerdict } from '@sms111/domain';
import { formatCount, type Words } from '@sms111/phrases';
import { commonLocks, type ComposeData, type Deed } from './bill/deed';
import type { Recipients } from './recipients/read-recipients';

interface Composed {
  readonly recipients: Recipients;
  readonly body: string;
  readonly verdict: ContentVerdict;
  readonly deed: Deed;
}

/** Why a text may not go yet: nothing written, or something to mend. */
export const contentLocks = (
  body: string,
  verdict: ContentVerdict,
  words: Words['compose']['locked'],
): string[] => {
  if (body.trim() === '') return [words.noContent];
  return verdict.errors.length > 0 ? [words.content(formatCount(verdict.errors.length))] : [];
};

const recipientLocks = (
  { sendable, returned, entries }: Recipients,
  maxPasted: number,
  words: Words['compose']['locked'],
): string[] => [
  ...(entries.length === 0 ? [words.noRecipients] : []),
  ...(returned.length > 0 ? [words.returned(formatCount(returned.length))] : []),
  ...(sendable.length > maxPasted ? [words.tooMany(formatCount(maxPasted))] : []),
];

/** Everything that stands between the form and its deed, in the order of the page. */
export const composeLocks = (
  { recipients, body, verdict, deed }: Composed,
  data: ComposeData,
  words: Words['compose']['locked'],
): string[] => [
  ...recipientLocks(recipients, data.maxPasted, words),
  ...contentLocks(body, verdict, words),
  ...commonLocks(deed, data, words),
];
