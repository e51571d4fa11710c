import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface BodyPatience {
  /** A body of which nothing came for so long is cut off. */
  readonly stallMs: number;
  /** The longest that a form may take: a file of ported numbers over a slow line. */
  readonly formMs: number;
  /** The longest that any other body may take. */
  readonly otherMs: number;
}

export const BODY_PATIENCE: BodyPatience = { stallMs: 60_000, formMs: 3_600_000, otherMs: 120_000 };

const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/**
 * Waits for a body as long as it comes steadily, a form longer than other things: a limit for all of them would cut off large
 * files or let anybody hold connections with a few bytes. Give the server itself a `requestTimeout` of `formMs`.
 */
export const registerBodyPatience = (app: NestFastifyApplication, patience = BODY_PATIENCE): void => {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => watch(request.raw, reply.raw, patience));
};

const watch = (
  request: IncomingMessage,
  response: ServerResponse,
  { stallMs, formMs, otherMs }: BodyPatience,
): void => {
  const { headers, socket } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const isForm = headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false;
  let looks = Math.ceil((isForm ? formMs : otherMs) / stallMs);
  let seen = socket.bytesRead;
  const watching = setInterval(() => {
    if (--looks > 0 && socket.bytesRead > seen) {
      seen = socket.bytesRead;
      return;
    }
    clearInterval(watching);
    socket.end(TOO_SLOW, () => socket.destroy());
  }, stallMs).unref();
  const read = (): void => clearInterval(watching);
  request.once('end', read).once('close', read);
  // Answered before all of it was read.
  response.once('finish', read);
};
