import { HOUR_MS } from '../taipei';

/** What became of a message: a carrier's last word on it, or what happened instead. */
export type Fate =
  | { readonly kind: 'receipt'; readonly stat: string; readonly err: string }
  /** Refused for now, taken at the second attempt. */
  | { readonly kind: 'retried' }
  /** Refused for good in the answer to its submission. */
  | { readonly kind: 'refused' }
  /** Taken, but no receipt ever came. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'no-answer' };

export interface Mood {
  /** Whether the batch is old enough for messages that took their whole validity, and had such. */
  readonly slow: boolean;
  /** 1: as usual; some lists are worse kept than others. */
  readonly trouble: number;
}

/** Carriers try for a day; our own clock waits six hours longer for their word. */
export const VALIDITY_MS = 24 * HOUR_MS;
export const SILENCE_MS = 30 * HOUR_MS;

const DELIVERED: Fate = { kind: 'receipt', stat: 'DELIVRD', err: '000' };
const word = (stat: string, err: string): Fate => ({ kind: 'receipt', stat, err });

/** Of ten thousand messages, in words and numbers as Taiwanese carriers use them. */
const TROUBLES: readonly { readonly weight: number; readonly slow?: true; readonly fate: Fate }[] = [
  { weight: 40, fate: { kind: 'retried' } },
  { weight: 85, fate: word('UNDELIV', '001') },
  { weight: 90, fate: word('UNDELIV', '027') },
  { weight: 25, fate: word('UNDELIV', '013') },
  { weight: 12, fate: word('UNDELIV', '034') },
  { weight: 18, fate: word('REJECTD', '000') },
  { weight: 5, fate: word('MSGERROR', '000') },
  { weight: 4, fate: word('DELETED', '000') },
  { weight: 12, fate: word('UNKNOWN', '000') },
  { weight: 20, fate: { kind: 'refused' } },
  { weight: 130, slow: true, fate: word('EXPIRED', '027') },
  { weight: 12, slow: true, fate: { kind: 'silent' } },
];
const ALL = 10_000;

/** Draws fates with a number in [0, 1). */
export const fatesOf = ({ slow, trouble }: Mood): ((drawn: number) => Fate) => {
  const rows = TROUBLES.filter(row => slow || !row.slow);
  return drawn => {
    let left = (drawn * ALL) / trouble;
    for (const { weight, fate } of rows) {
      left -= weight;
      if (left < 0) return fate;
    }
    return DELIVERED;
  };
};
