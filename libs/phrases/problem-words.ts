import type { ProblemCode } from '@sms111/contracts';
import { fieldWords } from './code-words';
import type { Params } from './kinds';
import { languageOf, words } from './words';

interface Coded<Code extends string> {
  readonly code: Code;
  readonly params?: Params;
}

/** Puts problems into words at the edge of the API; `language` is a tag or an `Accept-Language` header. */
export const problemWords = {
  title: (code: ProblemCode, language: string): string => words(languageOf(language)).problems[code].title,
  detail: (problem: Coded<ProblemCode>, language: string): string =>
    words(languageOf(language)).problems[problem.code].detail(problem.params ?? {}),
  item: (item: Coded<string>, language: string): string =>
    fieldWords(item.code, item.params ?? {}, languageOf(language)),
};
