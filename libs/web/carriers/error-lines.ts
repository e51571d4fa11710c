import { carrierHabits, errorEntry } from '@sms111/contracts';
import type { LinkDetail } from './links-query';

type Entry = LinkDetail['habits']['errors'][number];
/** What is wrong with a line: the first cell that cannot stand there. `word`: as it was written. */
export interface LineFault {
  readonly line: number;
  readonly field: keyof Entry;
  readonly word: string;
  readonly source: string;
}
type Read =
  { readonly ok: true; readonly errors: Entry[] } | { readonly ok: false; readonly fault: LineFault };

const entrySchema = carrierHabits.shape.errors.element;
const { source, reason, action } = errorEntry.shape;

/** What may stand in the first, third and fourth cell. */
export const ALLOWED = { source: source.options, reason: reason.options, action: action.options } as const;

/** An error map as lines that a person can copy from a carrier's table: `submit,0x40b,invalid-number,other-carrier,note`. */
export const errorLines = (errors: readonly Entry[]): string =>
  errors
    .map(({ source, code, reason, action, note }) => [source, code, reason, action, note].join(','))
    .join('\n');

/** Reads such lines; empty ones count for nothing. Says which word of which line cannot stand there. */
export const readErrorLines = (text: string): Read => {
  const errors: Entry[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [source = '', code = '', reason = '', action = '', ...note] = line
      .split(/[,，\t]/)
      .map(cell => cell.trim());
    const cells = { source, code, reason, action, note: note.join('，') };
    const entry = entrySchema.safeParse(cells);
    if (!entry.success) {
      const field = (entry.error.issues[0]?.path[0] ?? 'source') as keyof Entry;
      return { ok: false, fault: { line: at + 1, field, word: cells[field], source } };
    }
    errors.push(entry.data);
  }
  return { ok: true, errors };
};
