import type { Words } from '@sms111/phrases';
import { ProblemError, UnexpectedAnswer, UnreachableError } from './problem-error';

export interface ErrorInWords {
  readonly title: string;
  readonly text: string;
  /** To be read out to the service desk. */
  readonly note?: string;
}

/** Any error as two sentences for a person; a trace id is shown where the fault is ours. */
export const describeError = (error: unknown, words: Words): ErrorInWords => {
  if (error instanceof ProblemError) {
    const note = error.status >= 500 ? words.common.traceId(error.traceId) : undefined;
    return { title: error.title, text: error.message, note };
  }
  if (error instanceof UnreachableError) return { title: words.ui.errorTitle, text: words.shell.offline };
  const { title, detail } = words.problems.internal;
  const traceId = error instanceof UnexpectedAnswer ? error.traceId : null;
  return { title, text: detail({}), note: traceId ? words.common.traceId(traceId) : undefined };
};
