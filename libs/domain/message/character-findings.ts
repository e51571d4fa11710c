import {
  codePointName,
  hasTrait,
  isControl,
  isInvisible,
  isNoncharacter,
  isPrivateUse,
  isSurrogate,
  TRAIT,
} from './characters';
import { emojiAt } from './emoji';
import type { ContentError, ContentWarning, Finding } from './findings';
import { findMojibake } from './mojibake';

export interface CharacterFindings {
  readonly errors: Finding<ContentError>[];
  readonly warnings: Finding<ContentWarning>[];
}

/** The separator that some SMS gateways use for a line break; their users bring it along. */
const OTHER_GATEWAYS_NEWLINE = 0x06;

/** 倚天 symbols of Big5 C6A1…C6BE, which decoders put into the private use area. */
const ETEN_FIRST = 0xf6b1;
const ETEN = '①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ';

const mendOf = (point: number): { suggestion?: string } => {
  if (point === OTHER_GATEWAYS_NEWLINE) return { suggestion: '\n' };
  if (isControl(point) || isInvisible(point)) return { suggestion: '' };
  const symbol = ETEN[point - ETEN_FIRST];
  return symbol ? { suggestion: symbol } : {};
};

const errorOf = (point: number): ContentError | null => {
  if (point === 0xfffd || isNoncharacter(point) || isSurrogate(point)) return 'E_GARBLED';
  if (isControl(point)) return 'E_CONTROL_CHAR';
  if (isPrivateUse(point)) return 'E_PRIVATE_USE';
  return isInvisible(point) ? 'E_INVISIBLE_CHAR' : null;
};

/** As many places of one kind are shown; a text full of them is not. */
const MOST_OF_A_KIND = 20;

class Collector {
  readonly errors: Finding<ContentError>[] = [];
  readonly warnings: Finding<ContentWarning>[] = [];
  private readonly seen = new Map<string, number>();

  private admits(code: string): boolean {
    const count = this.seen.get(code) ?? 0;
    this.seen.set(code, count + 1);
    return count < MOST_OF_A_KIND;
  }

  error(finding: Finding<ContentError>): void {
    if (this.admits(finding.code)) this.errors.push(finding);
  }

  warning(finding: Finding<ContentWarning>): void {
    if (this.admits(finding.code)) this.warnings.push(finding);
  }
}

/** Where text stands that was decoded wrongly: what is strange inside it is said by that finding. */
const mojibakeIn = (text: string, traits: number): Finding<ContentError> | null =>
  traits & TRAIT.foreign ? findMojibake(text) : null;

/**
 * Looks closely at each unit that may not be sent, or that the sender should know of: garbled, control, private use
 * and invisible characters, emoji, characters outside the first plane (FMT-10, A7). Members of an emoji sequence,
 * such as ZWJ, are part of it and not invisible.
 *
 * @param traits `traitsIn(text)`
 */
export const judgeCharacters = (text: string, traits: number, emojiIsError: boolean): CharacterFindings => {
  const found = new Collector();
  const mojibake = mojibakeIn(text, traits);
  if (mojibake) found.error(mojibake);
  for (let at = 0; traits & TRAIT.suspect && at < text.length;) {
    if (mojibake && at === mojibake.from) at = mojibake.to ?? at;
    if (!hasTrait(text.charCodeAt(at), TRAIT.suspect)) {
      at += 1;
      continue;
    }
    const emoji = emojiAt(text, at);
    const point = text.codePointAt(at) ?? 0;
    const from = emoji?.from ?? at;
    const to = emoji?.to ?? at + (point > 0xffff ? 2 : 1);
    const value = text.slice(from, to);
    if (emoji?.shown && emojiIsError) found.error({ code: 'E_EMOJI', from, to, value, suggestion: '' });
    else if (emoji?.shown) found.warning({ code: 'W_EMOJI', from, to, value });
    const code = emoji ? null : errorOf(point);
    if (code) found.error({ code, from, to, value: codePointName(point), ...mendOf(point) });
    else if (/[\ud800-\udbff]/.test(value)) found.warning({ code: 'W_NON_BMP', from, to, value });
    at = to;
  }
  return found;
};
