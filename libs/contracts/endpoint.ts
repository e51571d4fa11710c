import type { Permission } from '@sms111/domain';
import type { z } from 'zod';
import type { ProblemCode } from './problems';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a person or a system may call: everything that the route, the guard, the SPA and OpenAPI need. */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** Stable name, e.g. `batch.create`. */
  readonly id: string;
  readonly method: Method;
  /** Path with `:name` parameters. `/web/…` is for the SPA, `/api/v1/…` for systems. */
  readonly path: string;
  /** The right that it takes; `public` and `signed-in` are said aloud. */
  readonly permission: Permission | 'public' | 'signed-in';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly status: 200 | 201 | 202 | 204;
  readonly response: R;
  /** Problems that a caller should expect besides the general ones. */
  readonly problems: readonly ProblemCode[];
  readonly summary: { readonly zh: string; readonly en: string };
  /** The body is a file with fields (`multipart/form-data`); `body` describes the fields. */
  readonly multipart?: true;
  /** The answer is a file; `response` describes nothing. */
  readonly download?: true;
}

/** Declares an endpoint; exists so that its types are inferred. */
export const endpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  value: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> => value;

export type AnyEndpoint = Endpoint;

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What the server reads after parsing. A part that the endpoint does not declare is `unknown`. */
export type InputOf<E extends AnyEndpoint> = {
  params: Out<NonNullable<E['params']>>;
  query: Out<NonNullable<E['query']>>;
  body: Out<NonNullable<E['body']>>;
};
/** What a caller passes. */
export type CallOf<E extends AnyEndpoint> = {
  params: In<NonNullable<E['params']>>;
  query: In<NonNullable<E['query']>>;
  body: In<NonNullable<E['body']>>;
};
/** What the server may answer (undeclared fields are stripped). */
export type AnswerOf<E extends AnyEndpoint> = z.input<E['response']>;
/** What a caller receives. */
export type ResponseOf<E extends AnyEndpoint> = z.output<E['response']>;
