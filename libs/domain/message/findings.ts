/** What may be wrong with a text: it is returned (`manifest.json`, codes). */
export const CONTENT_ERRORS = [
  'E_SIGNATURE_MISSING',
  'E_CONTENT_EMPTY',
  'E_EMPTY_BODY',
  'E_GARBLED',
  'E_MOJIBAKE',
  'E_CONTROL_CHAR',
  'E_PRIVATE_USE',
  'E_INVISIBLE_CHAR',
  'E_EMOJI',
  'E_TOO_LONG',
  'E_TOO_MANY_SEGMENTS',
  'E_PHONE_NOT_LAST',
  'E_PHONE_FORMAT',
] as const;

/** What the sender should see but may send. */
export const CONTENT_WARNINGS = [
  'W_SIGNATURE_ALREADY_PRESENT',
  'W_NEWLINE_NORMALISED',
  'W_TAB_REPLACED',
  'W_TRAILING_SPACE_TRIMMED',
  'W_EMOJI',
  'W_NON_BMP',
  'W_FULLWIDTH_DIGIT',
  'W_URL',
  'W_PHONE_NOT_LAST',
  'W_LONG_MESSAGE',
] as const;

export type ContentError = (typeof CONTENT_ERRORS)[number];
export type ContentWarning = (typeof CONTENT_WARNINGS)[number];

/** One thing found: what, where, and how to mend it with one click. */
export interface Finding<Code extends string = string> {
  readonly code: Code;
  /** First UTF-16 unit of the offending words, in the text that was judged. */
  readonly from?: number;
  /** The unit after the last of them. */
  readonly to?: number;
  /** What the finding is about, in words for a person: the number, `U+E000`, the host, the limit. */
  readonly value?: string;
  /** What to put in place of `from…to`; the empty string removes it. */
  readonly suggestion?: string;
}

/** The codes of findings, each once, in the order of their first appearance. */
export const codesOf = <Code extends string>(findings: readonly Finding<Code>[]): Code[] => [
  ...new Set(findings.map(finding => finding.code)),
];

/** No finding; shared, so that a million clean rows make no million arrays. */
export const NONE: readonly never[] = Object.freeze([]);
