import { PROBLEMS, type Problem, type ProblemCode } from '@sms111/contracts';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isOutage } from '../db/db';
import type { Log } from '../log/log';
import { ProblemError, type ProblemDetail } from './problem';
import { TRACE_HEADER } from './trace-id';

/** Puts problems into words; given by the process, because the words live above this room. `language`: as asked for. */
export interface ProblemWords {
  title(code: ProblemCode, language: string): string;
  detail(problem: ProblemError, language: string): string;
  item(item: ProblemDetail, language: string): string;
}

const BY_STATUS: Record<number, ProblemCode> = {
  400: 'malformed-body',
  404: 'not-found',
  406: 'unsupported-media-type',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors (body too large, bad JSON, wrong media type) carry a status.
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
};

/** Renders RFC 9457 problem+json. What is not an expected problem is a 500 whose details stay in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly words: ProblemWords,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** For Fastify's `frameworkErrors`: at a path that no router can read there is nothing. Nest is not asked then. */
  readonly unreadablePath = (_error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    this.answer(new ProblemError('not-found'), request, reply);

  private answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const known = this.known(error);
    if (!known)
      this.log.error({ err: error, traceId: request.id, url: request.routeOptions?.url }, 'unexpected error');
    const shown = known ?? new ProblemError('internal');
    const language = request.headers['accept-language'] ?? '';
    void reply
      .status(PROBLEMS[shown.code])
      .headers({ [TRACE_HEADER]: request.id, ...shown.headers })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(this.render(shown, request.id, language)));
  }

  private known(error: unknown): ProblemError | null {
    if (error instanceof ProblemError) return error;
    const code = BY_STATUS[statusOf(error) ?? 0];
    if (code) return new ProblemError(code);
    if (isOutage(error)) {
      this.log.warn({ err: error }, 'database out of reach');
      return new ProblemError('unavailable', {}, [], { 'Retry-After': '5' });
    }
    return null;
  }

  private render(shown: ProblemError, traceId: string, language: string): Problem {
    return {
      type: `urn:sms111:problem:${shown.code}`,
      title: this.words.title(shown.code, language),
      status: PROBLEMS[shown.code],
      detail: this.words.detail(shown, language),
      code: shown.code,
      traceId,
      ...(Object.keys(shown.params).length > 0 && { params: shown.params }),
      ...(shown.errors.length > 0 && {
        errors: shown.errors.map(item => ({
          pointer: item.pointer,
          code: item.code,
          detail: this.words.item(item, language),
        })),
      }),
    };
  }
}
