import type { AnyEndpoint, Endpoint } from '@sms111/contracts';
import type { z } from 'zod';
import { addressOf } from './address';
import { headersOf, noteAnswer } from './headers';
import type { InputArgument, LooseInput } from './input';
import { problemFrom, UnexpectedAnswer, UnreachableError } from './problem-error';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Polling: does not count as activity of the person. */
  readonly background?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const TRACE_HEADER = 'x-trace-id';

/** Sends a request; a refusal is thrown as `ProblemError`, no connection as `UnreachableError`. */
export const send = async (
  endpoint: AnyEndpoint,
  input: LooseInput,
  { signal, background = false, headers }: CallOptions,
): Promise<Response> => {
  const body = input.body === undefined ? undefined : JSON.stringify(input.body);
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint, input), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        ...headersOf(endpoint, background),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body,
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError(endpoint.id, { cause: error });
  }
  if (!response.ok) {
    throw problemFrom(response.status, await readJson(response), response.headers.get(TRACE_HEADER));
  }
  noteAnswer(response.headers.get('date'), background);
  return response;
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
};

/** A call whose input was checked by whoever passes it on; the answer is checked against the contract. */
export const callWith = async <R extends z.ZodType>(
  endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, R>,
  input: LooseInput,
  options: CallOptions,
): Promise<z.output<R>> => {
  const response = await send(endpoint, input, options);
  const body = response.status === 204 ? undefined : await readJson(response);
  const answer = endpoint.response.safeParse(body);
  if (!answer.success) throw new UnexpectedAnswer(response.status, response.headers.get(TRACE_HEADER));
  return answer.data;
};

/** Calls an endpoint with the contract's types: `call(showBatch, { params: { batchId } }, { signal })`. */
export function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  ...rest: [...input: InputArgument<P, Q, B>, options?: CallOptions]
): Promise<z.output<R>>;
export function call(
  endpoint: AnyEndpoint,
  input: LooseInput = {},
  options: CallOptions = {},
): Promise<unknown> {
  return callWith(endpoint, input, options);
}
