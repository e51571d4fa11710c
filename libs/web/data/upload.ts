import type { Endpoint } from '@sms111/contracts';
import type { z } from 'zod';
import { addressOf } from './address';
import { headersOf, noteAnswer } from './headers';
import { problemFrom, UnexpectedAnswer, UnreachableError } from './problem-error';

export interface UploadOptions {
  readonly signal?: AbortSignal;
  /** Share of the file that has left, 0–1. */
  readonly onProgress?: (share: number) => void;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Sends a file with its fields as `multipart/form-data`, the fields first, so that the server knows them before the
 * file begins. By XMLHttpRequest: fetch tells no progress of what it sends.
 */
export const upload = <B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<z.ZodType, z.ZodType, B, R>,
  file: File,
  fields: z.input<B> & Readonly<Record<string, string>>,
  { signal, onProgress }: UploadOptions = {},
): Promise<z.output<R>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', file, file.name);
    const abort = () => request.abort();
    request.open(endpoint.method, addressOf(endpoint));
    for (const [name, value] of Object.entries(headersOf(endpoint))) request.setRequestHeader(name, value);
    request.upload.onprogress = event => onProgress?.(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new UnreachableError(endpoint.id));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    request.onload = () => {
      const traceId = request.getResponseHeader('x-trace-id');
      const body = parse(request.responseText);
      if (request.status >= 400) return reject(problemFrom(request.status, body, traceId));
      noteAnswer(request.getResponseHeader('date'), false);
      const answer = endpoint.response.safeParse(body);
      if (answer.success) resolve(answer.data);
      else reject(new UnexpectedAnswer(request.status, traceId));
    };
    signal?.addEventListener('abort', abort);
    request.send(form);
  });
