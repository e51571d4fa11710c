import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { LogOutput } from './log-output';

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

const STDOUT = 1;

/** Written out at the end of the process. */
const outputs: LogOutput[] = [];
const flushAll = (): void => {
  for (const output of outputs) output.flush();
};

/** One JSON line an event: time in UTC, process, event and its fields (baseline 19). */
export const newLog = (name: string, level: string): Log => {
  const output = new LogOutput(STDOUT, count => log.warn({ count }, 'lines of this log were lost'));
  if (outputs.push(output) === 1) process.once('exit', flushAll);
  const log = pino(
    {
      level,
      base: { process: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED.flatMap(field => [field, `*.${field}`, `*.*.${field}`]), censor: '[cut]' },
    },
    output,
  );
  return log;
};

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
