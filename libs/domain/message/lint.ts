import { judgeBody, NO_WORDS } from './body-findings';
import { judgeCharacters } from './character-findings';
import { TRAIT, traitsIn } from './characters';
import { type ContentError, type ContentWarning, type Finding, NONE } from './findings';
import { isBlankText, normaliseContent } from './normalise';
import { type ContentPolicy, DEFAULT_CONTENT_POLICY } from './policy';
import { countSegments, segmentUnits, SINGLE_UNITS } from './segments';
import { bodyStart, signatureOf, withSignature } from './signature';

/** The door through which a text comes. */
export type Channel = 'web' | 'file' | 'sftp' | 'api';

export interface ContentQuestion {
  readonly channel: Channel;
  /** The name chosen for this text. */
  readonly signature: string;
  /** All names that the unit may sign with (A9). */
  readonly names: readonly string[];
  readonly input: string;
  /** API only: put the name in front where it is missing (A14). Every other door does so always. */
  readonly autoPrefix?: boolean;
  readonly policy?: ContentPolicy;
}

export interface ContentVerdict {
  /** What would be sent, signature included. */
  readonly text: string;
  readonly codePoints: number;
  /** 字: UTF-16 units (FMT-7). */
  readonly units: number;
  /** 則. */
  readonly segments: number;
  readonly segmentUnits: readonly number[];
  /** Reasons to return it; none means that it may be sent. */
  readonly errors: readonly Finding<ContentError>[];
  readonly warnings: readonly Finding<ContentWarning>[];
}

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
const countPairs = (text: string): number => text.match(SURROGATE_PAIR)?.length ?? 0;

interface Signed {
  readonly text: string;
  readonly problem: 'E_SIGNATURE_MISSING' | 'W_SIGNATURE_ALREADY_PRESENT' | null;
}

/** Line 1 as the door asks for it (FMT-3, FMT-4, A14); never doubled. */
const sign = (question: ContentQuestion, body: string): Signed => {
  const { channel, signature, names, autoPrefix } = question;
  const signed = signatureOf(body, names) !== null || signatureOf(body, [signature]) !== null;
  if (channel === 'api' && (signed || !autoPrefix))
    return { text: body, problem: signed ? null : 'E_SIGNATURE_MISSING' };
  if (signed) return { text: body, problem: 'W_SIGNATURE_ALREADY_PRESENT' };
  return { text: body === '' ? signature : withSignature(signature, body), problem: null };
};

/** Mended by putting the name in front. */
const missingSignature = (name: string): Finding<ContentError> => ({
  code: 'E_SIGNATURE_MISSING',
  from: 0,
  to: 0,
  value: name,
  suggestion: withSignature(name, ''),
});

const judgeLength = (text: string, traits: number, policy: ContentPolicy): Finding<ContentError>[] => {
  const units = text.length;
  if (units <= SINGLE_UNITS) return [];
  const counted = policy.nonBmpCountsAs === 1 && traits & TRAIT.suspect ? units - countPairs(text) : units;
  if (counted > policy.maxUnits)
    return [{ code: 'E_TOO_LONG', from: policy.maxUnits, to: units, value: String(counted) }];
  const segments = countSegments(text);
  if (segments > policy.maxSegments) return [{ code: 'E_TOO_MANY_SEGMENTS', value: String(segments) }];
  return [];
};

/**
 * The one judgement of a text, the same in the browser and at every door (FMT-1 … FMT-12). `E_*` return it, `W_*` are
 * shown and let it pass. A code may come several times, once for each place; `codesOf` gives the set.
 */
export const judgeContent = (question: ContentQuestion): ContentVerdict => {
  const policy = question.policy ?? DEFAULT_CONTENT_POLICY;
  const inputTraits = traitsIn(question.input);
  const { text: body, changes } = normaliseContent(question.input, inputTraits);
  const { text, problem } = sign(question, body);
  const traits = inputTraits | traitsIn(question.signature);
  const start = problem === 'E_SIGNATURE_MISSING' ? 0 : bodyStart(text);

  const errors: Finding<ContentError>[] = [];
  const warnings: Finding<ContentWarning>[] = [];
  for (const code of changes) warnings.push({ code });
  if (body === '' && question.channel !== 'web') errors.push({ code: 'E_CONTENT_EMPTY' });
  else if (problem === 'E_SIGNATURE_MISSING') errors.push(missingSignature(question.signature));
  else if (isBlankText(text.slice(start))) errors.push({ code: 'E_EMPTY_BODY' });
  if (problem === 'W_SIGNATURE_ALREADY_PRESENT') warnings.push({ code: problem });

  if (traits & (TRAIT.suspect | TRAIT.foreign)) {
    const characters = judgeCharacters(text, traits, policy.emoji === 'error');
    errors.push(...characters.errors);
    warnings.push(...characters.warnings);
  }
  const tooLong = judgeLength(text, traits, policy);
  errors.push(...tooLong);
  // Of a text many times too long nothing else needs to be said, and reading it would cost.
  const readable = text.length <= policy.maxUnits * 3;
  const words = readable ? judgeBody(text, start, inputTraits, policy) : NO_WORDS;
  errors.push(...words.errors);
  warnings.push(...words.warnings);
  if (text.length > SINGLE_UNITS && tooLong.length === 0) warnings.push({ code: 'W_LONG_MESSAGE' });

  const parts = segmentUnits(text);
  return {
    text,
    codePoints: traits & TRAIT.suspect ? text.length - countPairs(text) : text.length,
    units: text.length,
    segments: parts.length,
    segmentUnits: parts,
    errors: errors.length === 0 ? NONE : errors,
    warnings: warnings.length === 0 ? NONE : warnings,
  };
};
