import { globSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './places.mjs';

/** The programs of the server side: `apps/<name>/main.ts` becomes `dist/server/<name>.js`. */
export const PROGRAMS = ['api', 'worker', 'carrier-simulator', 'migrate', 'seed-demo', 'seed-records'];

/**
 * What the server build starts from: the programs, and every worker thread, which is known by its name
 * (`read-file.thread.ts` becomes `dist/server/read-file.thread.js`, beside the program that starts it).
 * @param {readonly string[]} [programs]
 * @returns {Record<string, string>} name without `.js` → source file
 */
export function serverEntries(programs = PROGRAMS) {
  const threads = globSync('libs/**/*.thread.ts', { cwd: ROOT });
  return Object.fromEntries([
    ...programs.map(name => [name, path.join(ROOT, 'apps', name, 'main.ts')]),
    ...threads.map(file => [path.basename(file, '.ts'), path.join(ROOT, file)]),
  ]);
}
