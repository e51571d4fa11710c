/** A colon that may stand behind the name on line 1 (the ministry's own example has one). */
const COLON = /[：:]$/;

const firstLine = (text: string): string => {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
};

/**
 * The name with which a text is signed: its first line, less one trailing colon, is one of the unit's names (FMT-4).
 * `text` has LF line breaks. `null` when it is not signed.
 */
export const signatureOf = (text: string, names: readonly string[]): string | null => {
  const line = firstLine(text);
  if (names.includes(line)) return line;
  const bare = line.replace(COLON, '');
  return names.includes(bare) ? bare : null;
};

/** 單位/公共服務名稱 + 斷行 + 簡訊內容 (FMT-1, FMT-3). */
export const withSignature = (name: string, body: string): string => `${name}\n${body}`;

/** Where the body begins in a signed text: behind the first line. */
export const bodyStart = (text: string): number => {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end + 1;
};
