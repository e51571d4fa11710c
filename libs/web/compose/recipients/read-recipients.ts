import { type MobileError, type PastedNumber, splitPasted } from '@sms111/domain';

/** One entry that cannot be sent to as it stands. */
export interface ReturnedEntry {
  readonly entry: PastedNumber;
  readonly code: MobileError;
}

/** What was understood of the field for recipients. */
export interface Recipients {
  /** Everything that was typed or pasted, in order. */
  readonly entries: readonly PastedNumber[];
  /** Numbers to send to, each once, as `0912345678`. */
  readonly sendable: readonly string[];
  readonly returned: readonly ReturnedEntry[];
  /** Later copies of a number: it gets the text once (A8). */
  readonly duplicates: readonly PastedNumber[];
}

/** Reads the field by the same rules as an uploaded file (RCP-1). */
export const readRecipients = (text: string): Recipients => {
  const entries = splitPasted(text);
  const seen = new Set<string>();
  const returned: ReturnedEntry[] = [];
  const duplicates: PastedNumber[] = [];
  for (const entry of entries) {
    const { verdict } = entry;
    if (!verdict.ok) returned.push({ entry, code: verdict.code });
    else if (seen.has(verdict.mobile)) duplicates.push(entry);
    else seen.add(verdict.mobile);
  }
  return { entries, sendable: [...seen], returned, duplicates };
};

/**
 * The field without some of its entries. Every entry that stays is written as it was typed, one a line, so that
 * nothing is left of the separators around the ones that went.
 */
export const withoutEntries = (recipients: Recipients, gone: readonly PastedNumber[]): string => {
  const positions = new Set(gone.map(entry => entry.position));
  return recipients.entries
    .filter(entry => !positions.has(entry.position))
    .map(entry => entry.raw)
    .join('\n');
};
