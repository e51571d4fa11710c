import { carrierHabits } from '@sms111/contracts';
import type { LinkDetail } from './links-query';

type Entry = LinkDetail['habits']['errors'][number];
type Read = { readonly ok: true; readonly errors: Entry[] } | { readonly ok: false; readonly line: number };

const entrySchema = carrierHabits.shape.errors.element;

/** An error map as lines that a person can copy from a carrier's table: `submit,0x40b,invalid-number,other-carrier,note`. */
export const errorLines = (errors: readonly Entry[]): string =>
  errors
    .map(({ source, code, reason, action, note }) => [source, code, reason, action, note].join(','))
    .join('\n');

/** Reads such lines; empty ones count for nothing. Says which line cannot be read. */
export const readErrorLines = (text: string): Read => {
  const errors: Entry[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [source, code, reason, action, ...note] = line.split(/[,，\t]/).map(cell => cell.trim());
    const entry = entrySchema.safeParse({ source, code, reason, action, note: note.join('，') });
    if (!entry.success) return { ok: false, line: at + 1 };
    errors.push(entry.data);
  }
  return { ok: true, errors };
};
