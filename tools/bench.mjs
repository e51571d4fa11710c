import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './places.mjs';
import { fail } from './processes/progress.mjs';

const FOLDER = path.join(ROOT, 'tools', 'bench');

/**
 * `npm run bench <name> [arguments]`: runs tools/bench/<name>.mjs, whose `bench(run, args)` returns the exit code. Each starts
 * what it measures: most of them the whole product with throw-away data and a database as durable as in production.
 * @param {import('./main.mjs').Run} run
 */
export async function bench({ args: [name = '', ...args], ...run }) {
  const file = path.join(FOLDER, `${name}.mjs`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
    const known = readdirSync(FOLDER).filter(item => item.endsWith('.mjs'));
    fail(`${name || 'bench'}: ${known.map(item => path.basename(item, '.mjs')).join(' | ')}`);
    return 2;
  }
  const program = await import(file);
  return program.bench({ ...run, args });
}
