import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Numbers and texts never reach a log: these fields are cut wherever they stand. */
const REDACTED = [
  'password',
  'code',
  'secret',
  'token',
  'authorization',
  'cookie',
  'number',
  'to',
  'content',
  'text',
];

export type Log = Logger;

/** One JSON line an event: time in UTC, process, event and its fields (baseline 19). */
export const newLog = (process: string, level: string): Log =>
  pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED.flatMap(field => [field, `*.${field}`, `*.*.${field}`]), censor: '[cut]' },
  });

/** Lets Nest write to the same log; its own life signs only at level debug. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, context?: unknown): void {
    this.target.debug({ context }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.target.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.target.error(
      { context: rest.at(-1), err: message instanceof Error ? message : undefined },
      String(message),
    );
  }
}
