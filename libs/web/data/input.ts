import type { z } from 'zod';

/** A part that the endpoint does not declare has the widest schema type, whose input is `unknown`. */
type Part<Name extends string, Schema extends z.ZodType> =
  unknown extends z.input<Schema>
    ? { [N in Name]?: undefined }
    : Record<never, never> extends z.input<Schema>
      ? { [N in Name]?: z.input<Schema> }
      : { [N in Name]: z.input<Schema> };

/** What a caller passes to an endpoint: the parts that it declares, the wholly optional ones at will. */
export type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B>;

/** The input as an argument: it may be left out where nothing is required. */
export type InputArgument<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> =
  Record<never, never> extends Input<P, Q, B> ? [input?: Input<P, Q, B>] : [input: Input<P, Q, B>];

/** The same, read without knowing which endpoint it is for. */
export interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}
