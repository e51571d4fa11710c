import type { ProblemCode } from '@sms111/contracts';

export type ProblemParams = Record<string, string | number | boolean>;

/** One thing wrong with the request; its words are made at the edge from `code` and `params`. */
export interface ProblemDetail {
  readonly pointer: string;
  readonly code: string;
  readonly params?: ProblemParams;
}

/** The one kind of expected problem that a write throws. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: ProblemParams = {},
    readonly errors: readonly ProblemDetail[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}

export const problem = (
  code: ProblemCode,
  params: ProblemParams = {},
  errors: readonly ProblemDetail[] = [],
  headers: Readonly<Record<string, string>> = {},
): ProblemError => new ProblemError(code, params, errors, headers);
