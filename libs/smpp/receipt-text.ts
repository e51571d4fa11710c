/** The words of a receipt's text that say something; empty where the carrier left one out. */
export interface ReceiptText {
  readonly id: string;
  readonly submitDate: string;
  readonly doneDate: string;
  readonly stat: string;
  readonly err: string;
}

/** The layout of Appendix B to the letter, which most receipts have: one pass of compiled code. */
const PLAIN =
  /^id:(\S+) sub:\S* dlvrd:\S* submit date:(\d+) done date:(\d+) stat:([A-Z]+) err:(\S+)(?: text:|$)/;

/** A key, wherever it stands. No part can match in two ways, so the time is linear in the text. */
const KEY = /(?:^|\s)(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text) ?:/gi;

/**
 * Reads `id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…` as carriers really write it:
 * any case, any order, words missing or empty, `submit_date`, blanks at the colon. Stops at `text:`,
 * which is the citizen's message and none of ours.
 */
export function readReceiptText(text: string): ReceiptText {
  const plain = PLAIN.exec(text);
  if (plain === null) return readLoosely(text);
  return {
    id: plain[1] ?? '',
    submitDate: plain[2] ?? '',
    doneDate: plain[3] ?? '',
    stat: plain[4] ?? '',
    err: plain[5] ?? '',
  };
}

function readLoosely(text: string): ReceiptText {
  const words = new Map<string, string>();
  const keys = [...text.matchAll(KEY)];
  for (const [i, { 0: whole, 1: name = '', index }] of keys.entries()) {
    const key = name.toLowerCase().replace(/[ _]/, '');
    if (key === 'text') break;
    // What stands before the next key is this one's value, so an empty one does not swallow a neighbour.
    const [value = ''] = text
      .slice(index + whole.length, keys[i + 1]?.index)
      .trimStart()
      .split(/\s/, 1);
    if (!words.has(key)) words.set(key, value);
  }
  const digits = (key: string) => /^\d+$/.exec(words.get(key) ?? '')?.[0] ?? '';
  return {
    id: words.get('id') ?? '',
    submitDate: digits('submitdate'),
    doneDate: digits('donedate'),
    stat: (words.get('stat') ?? '').toUpperCase(),
    err: words.get('err') ?? '',
  };
}
