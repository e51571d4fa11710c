import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './places.mjs';
import { fail, step } from './processes/progress.mjs';
import { Stack } from './stack.mjs';

const FOLDER = path.join(ROOT, 'tools', 'bench');

/**
 * `npm run bench <name> [arguments]`: runs tools/bench/<name>.mjs, whose `bench(stack, args)` returns the exit code,
 * on the whole product with throw-away data and a database as durable as in production.
 * @param {import('./main.mjs').Run} run
 */
export async function bench({ args: [name = '', ...args], signal, runList }) {
  const file = path.join(FOLDER, `${name}.mjs`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
    const known = existsSync(FOLDER) ? readdirSync(FOLDER).filter(item => item.endsWith('.mjs')) : [];
    fail(
      `${name || 'bench'}: ${known.map(item => path.basename(item, '.mjs')).join(' | ') || 'tools/bench is empty'}`,
    );
    return 2;
  }
  const program = await import(file);
  const stack = new Stack({ kind: 'bench', runList, signal });
  await step('平臺已啟動', 'stack', () => stack.start());
  try {
    return await program.bench(stack, args);
  } finally {
    await stack.stop();
  }
}
