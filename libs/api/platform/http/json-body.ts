import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from './problem';

/** `fatal`: bytes of Big5 must not turn into question marks that are then sent. A byte order mark is left out. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i;

const decoded = (bytes: Buffer): string | null => {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Reads JSON in UTF-8 and nothing else; make the application with `bodyParser: false`, or forms are read as well.
 * An empty body counts as none, for clients that name the type on every request.
 * Problems: `unsupported-media-type`, `malformed-body`, `body-too-large`.
 */
export const registerJsonBody = (app: NestFastifyApplication, bodyLimit: number): void => {
  const server = app.getHttpAdapter().getInstance();
  // Refuses what would reach an object's prototype.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (request, body, done) => {
    const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset)) return done(problem('unsupported-media-type'));
    if (body.length === 0) return done(null, undefined);
    const text = decoded(Buffer.isBuffer(body) ? body : Buffer.from(body));
    if (text === null) return done(problem('malformed-body'));
    return void parse(request, text, done);
  });
};
