import type { Endpoint } from '@sms111/contracts';
import type { z } from 'zod';
import { send, type CallOptions } from './call';
import type { InputArgument } from './input';

const nameIn = (disposition: string | null): string | null => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? null;
};

/** Fetches a file and hands it to the browser under the name that the server gave it. */
export const download = async <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, z.ZodType>,
  input: InputArgument<P, Q, B>[0],
  options: CallOptions = {},
): Promise<void> => {
  const response = await send(endpoint, input ?? {}, options);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = nameIn(response.headers.get('content-disposition')) ?? endpoint.id;
  link.click();
  // The browser has taken the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
};
