import { REASONS, type Reason } from '@sms111/domain';
import { FINDING_CODES, type FindingCode, type FindingPhrase } from './codes';
import type { Language } from './format';
import type { Params } from './kinds';
import { words } from './words';

const isFindingCode = (code: string): code is FindingCode =>
  (FINDING_CODES as readonly string[]).includes(code);
const isReason = (reason: string): reason is Reason => (REASONS as readonly string[]).includes(reason);

/** A finding's code (`E_…`, `W_…`) in words; a code of a newer server gets a general sentence. */
export const codeWords = (code: string, language: Language): FindingPhrase =>
  isFindingCode(code) ? words(language).codes[code] : words(language).unknownCode;

/** A result's reason in words, and what to do about it. */
export const reasonWords = (
  reason: string,
  language: Language,
): { readonly name: string; readonly todo: string } =>
  words(language).states.reason[isReason(reason) ? reason : 'none'];

/** What is wrong with one field of a request or a form: a schema issue's code, or a finding's. */
export const fieldWords = (code: string, params: Params, language: Language): string => {
  if (isFindingCode(code)) {
    const { name, todo } = words(language).codes[code];
    return language === 'en' ? `${name}: ${todo}` : `${name}：${todo}`;
  }
  const { field } = words(language);
  const phrase = Object.hasOwn(field, code) ? field[code as keyof typeof field] : field.other;
  return phrase(params);
};

/** A carrier by its code; one of tomorrow is shown by its code. The empty code: nothing is decided yet. */
export const networkName = (code: string, language: Language): string => {
  const { network, noNetwork } = words(language).states;
  if (code === '') return noNetwork;
  return Object.hasOwn(network, code) ? network[code as keyof typeof network] : code;
};

/** The first operator of a number's block (those that have merged since too); `null` or unknown: unallocated. */
export const donorName = (code: string | null, language: Language): string => {
  const { donor, unknownDonor } = words(language).states;
  return code !== null && Object.hasOwn(donor, code) ? donor[code as keyof typeof donor] : unknownDonor;
};
