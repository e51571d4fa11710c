/** The inner half of the commands: runs on the pinned Node, started by dev.mjs. */
import { ROOT } from './places.mjs';
import { untilToldToStop } from './processes/lifetime.mjs';
import { fail } from './processes/progress.mjs';
import { RunList, sweepLeftovers } from './processes/run-list.mjs';

/** @typedef {{ args: string[], signal: AbortSignal, runList: RunList }} Run */

/** @type {Record<string, () => Promise<(run: Run) => Promise<number>>>} each returns the exit code */
const COMMANDS = {
  start: async () => (await import('./start.mjs')).start,
  test: async () => (await import('./test.mjs')).test,
  bench: async () => (await import('./bench.mjs')).bench,
  drill: async () => (await import('./drill.mjs')).drill,
};

const [name = '', ...args] = process.argv.slice(2);
const load = COMMANDS[name];
if (!load) {
  fail(`${name}: ${Object.keys(COMMANDS).join(' | ')}`);
  process.exit(2);
}

const signal = untilToldToStop();
await sweepLeftovers(ROOT);
try {
  process.exitCode = await (await load())({ args, signal, runList: new RunList(ROOT) });
} catch (error) {
  if (signal.aborted) process.exitCode = 130;
  else {
    fail(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
// Whatever still holds the event loop (a socket of a dead server) is of no use any more.
process.exit();
