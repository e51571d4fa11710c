import 'reflect-metadata';
import type { AnswerOf, AnyEndpoint, InputOf } from '@sms111/contracts';
import {
  applyDecorators,
  createParamDecorator,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { problem, type ProblemDetail } from './problem';
import { StripResponse } from './strip-response';

export const ENDPOINT = Symbol('endpoint');

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/** A method that answers what the endpoint promises; a download writes to the reply itself. */
interface Answering<E extends AnyEndpoint> {
  value?: (...args: never[]) => Promise<E['download'] extends true ? unknown : AnswerOf<E>>;
}

/** Makes a controller method the server's side of an endpoint: path, status, permission, schemas. */
export const Route =
  <E extends AnyEndpoint>(endpoint: E) =>
  (target: object, key: string | symbol, descriptor: Answering<E>): void =>
    applyDecorators(
      METHODS[endpoint.method](endpoint.path),
      HttpCode(endpoint.status),
      SetMetadata(ENDPOINT, endpoint),
      UseInterceptors(StripResponse),
    )(target, key, descriptor);

/** The endpoint that a handler serves; a handler without one cannot be reached (the guard refuses it). */
export const endpointOf = (context: ExecutionContext): AnyEndpoint | undefined =>
  Reflect.getMetadata(ENDPOINT, context.getHandler()) as AnyEndpoint | undefined;

/** A JSON pointer (RFC 6901) into the body, or into `/query` and `/params`; the empty one is the whole body. */
const pointer = (part: string, path: readonly PropertyKey[]): string =>
  ['', ...(part === 'body' ? [] : [part]), ...path.map(escaped)].join('/');

const escaped = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

const parse = (
  part: 'params' | 'query' | 'body',
  schema: z.ZodType | undefined,
  value: unknown,
  faults: ProblemDetail[],
) => {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    if (unknownKeys.length > 0) {
      for (const key of unknownKeys)
        faults.push({ pointer: pointer(part, [...issue.path, key]), code: 'unknown-field' });
    } else {
      const params = { ...limitsOf(issue), ...receivedAt(value ?? {}, issue) };
      faults.push({ pointer: pointer(part, issue.path), code: issue.code, params });
    }
  }
  return undefined;
};

/** The kind of JSON value that stands where another was expected; nothing when there is none at all. */
const receivedAt = (value: unknown, { code, path }: z.core.$ZodIssue): { received?: string } => {
  if (code !== 'invalid_type') return {};
  let found: unknown = value;
  for (const key of path) found = isRecord(found) ? found[key] : undefined;
  if (found === undefined) return {};
  if (found === null) return { received: 'null' };
  return { received: Array.isArray(found) ? 'array' : typeof found };
};

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null;

const limitsOf = (issue: z.core.$ZodIssue): Record<string, string | number> => ({
  ...('minimum' in issue && { minimum: Number(issue.minimum) }),
  ...('maximum' in issue && { maximum: Number(issue.maximum) }),
  ...('expected' in issue && { expected: String(issue.expected) }),
  ...('format' in issue && { format: String(issue.format) }),
});

/** As many are named; a body of nothing but unknown fields must not come back many times as large. */
const MOST_FAULTS = 200;

const isForm = ({ headers }: FastifyRequest): boolean => /^multipart\//i.test(headers['content-type'] ?? '');

/**
 * Reads a request by the endpoint's schemas. Throws `invalid-request` with a pointer to each fault, and
 * `unsupported-media-type` for a form at an endpoint that takes none: its parts would count as missing.
 */
export const readInput = (endpoint: AnyEndpoint, request: FastifyRequest): InputOf<AnyEndpoint> => {
  if (endpoint.body && !endpoint.multipart && isForm(request)) throw problem('unsupported-media-type');
  const faults: ProblemDetail[] = [];
  const input = {
    params: parse('params', endpoint.params, request.params, faults),
    query: parse('query', endpoint.query, request.query, faults),
    // A multipart body is a stream: the handler reads it.
    body: endpoint.multipart ? undefined : parse('body', endpoint.body, request.body, faults),
  };
  // An id that cannot exist is simply not found.
  if (faults.some(fault => fault.pointer.startsWith('/params'))) throw problem('not-found');
  if (faults.length > MOST_FAULTS) {
    throw problem('invalid-request', { faults: faults.length }, faults.slice(0, MOST_FAULTS));
  }
  if (faults.length > 0) throw problem('invalid-request', {}, faults);
  return input;
};

/** `{ params, query, body }` as the endpoint's schemas made them. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const endpoint = endpointOf(context);
  if (!endpoint) throw new Error('Input() stands on a method without Route()');
  return readInput(endpoint, context.switchToHttp().getRequest<FastifyRequest>());
});

/** The raw request, for headers, cookies and uploads. The reply is had by Nest's `@Res({ passthrough: true })`. */
export const RawRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);
