import { problemBody, type Problem, type ProblemCode } from '@sms111/contracts';

/** What the server refused, in its own words: `title`, `detail` (what to do), pointers, and a trace id. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly title: string;
  readonly status: number;
  readonly traceId: string;
  readonly params: NonNullable<Problem['params']>;
  readonly errors: NonNullable<Problem['errors']>;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.title = problem.title;
    this.status = problem.status;
    this.traceId = problem.traceId;
    this.params = problem.params ?? {};
    this.errors = problem.errors ?? [];
  }
}

/** The platform could not be reached at all. */
export class UnreachableError extends Error {
  override name = 'UnreachableError';
}

/** An answer that no contract promises: a proxy's page, or another edition of the platform. */
export class UnexpectedAnswer extends Error {
  override name = 'UnexpectedAnswer';

  constructor(
    readonly status: number,
    readonly traceId: string | null,
  ) {
    super(`unexpected answer with status ${status}`);
  }
}

/** The problem in a refused answer. */
export const problemFrom = (status: number, body: unknown, traceId: string | null): Error => {
  const problem = problemBody.safeParse(body);
  return problem.success ? new ProblemError(problem.data) : new UnexpectedAnswer(status, traceId);
};

/** What the server says of one field, by its JSON pointer. */
export const faultAt = (error: unknown, pointer: string): string | undefined =>
  error instanceof ProblemError ? error.errors.find(item => item.pointer === pointer)?.detail : undefined;

/** Whether an error is a given problem. */
export const isProblem = (error: unknown, ...codes: ProblemCode[]): error is ProblemError =>
  error instanceof ProblemError && codes.includes(error.code);
