import { isBlank, TRAIT, traitsIn } from './characters';
import { NONE } from './findings';

export interface NormalisedText {
  readonly text: string;
  readonly changes: readonly ('W_NEWLINE_NORMALISED' | 'W_TAB_REPLACED' | 'W_TRAILING_SPACE_TRIMMED')[];
}

/** The text without blanks and line breaks at its end. */
export const trimEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end === text.length ? text : text.slice(0, end);
};

export const isBlankText = (text: string): boolean => trimEnd(text) === '';

/**
 * Makes a typed or uploaded text what would be sent: CR LF, CR and the Unicode separators become one LF (counted
 * once), a tab becomes a space, blanks at the end go. Nothing else is changed in silence.
 */
export const normaliseContent = (input: string, traits = traitsIn(input)): NormalisedText => {
  let text = input;
  let changes: NormalisedText['changes'] = NONE;
  if (traits & TRAIT.oddNewline) {
    text = text.replace(/\r\n|[\r\u2028\u2029]/g, '\n');
    changes = ['W_NEWLINE_NORMALISED'];
  }
  if (traits & TRAIT.tab) {
    text = text.replaceAll('\t', ' ');
    changes = [...changes, 'W_TAB_REPLACED'];
  }
  const trimmed = trimEnd(text);
  if (trimmed.length < text.length) changes = [...changes, 'W_TRAILING_SPACE_TRIMMED'];
  return { text: trimmed, changes };
};
