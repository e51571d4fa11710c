import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { throwAwayFolder } from '../places.mjs';
import { fail, say } from '../processes/progress.mjs';
import { readOptions } from './lib/options.mjs';

/** A short run of each, in the order in which what they say matters; the figures of long runs differ. */
const SHORT = [
  ['dispatch', '50000', '3', '--growth', '4'],
  ['kannel', '20000', '3'],
  ['codec', '20000', '3'],
  ['receipts', '30000', '2'],
  ['accept', '5000', '500', '50000'],
  ['urgent', '50000', '10'],
  ['rate', '200', '12000'],
  ['route'],
  ['start', '3'],
  ['search', '300000', '400', '50000'],
];

/**
 * `npm run bench all [--json file]`: a short run of every benchmark and one table of all goals.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { json } = readOptions(run.args, []);
  const file = `${throwAwayFolder()}.json`;
  const reports = [];
  let failed = 0;
  for (const [name = '', ...args] of SHORT) {
    say(`\n── ${name} ${args.join(' ')}`);
    rmSync(file, { force: true });
    const program = await import(path.join(import.meta.dirname, `${name}.mjs`));
    try {
      failed += await program.bench({ ...run, args: [...args, '--json', file] });
      reports.push(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      run.signal.throwIfAborted();
      fail(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      failed++;
    }
  }
  rmSync(file, { force: true });
  say('\ngoals of performance.md, short runs');
  console.table(
    reports.flatMap(({ name, goals }) =>
      goals.map((/** @type {Record<string, unknown>} */ goal) => ({ ...goal, bench: name })),
    ),
  );
  if (json) writeFileSync(json, `${JSON.stringify(reports, null, 2)}\n`);
  return failed === 0 ? 0 : 1;
}
