import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE, forServers, ROOT } from '../../places.mjs';

const HOME = path.join(CACHE, 'bench', 'records');

/**
 * A folder for data that takes minutes to make, kept from run to run while schema and seeds stay what they were and the
 * records are of this month. Older ones are removed.
 * @param {number} messages
 * @returns {{ folder: string, filled: boolean, nowFilled: () => void }}
 */
export function keptRecords(messages) {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 7));
  for (const file of globSync(['libs/api/schema/migrations/*.ts', 'libs/api/schema/seeds/**/*.ts'], {
    cwd: ROOT,
  }).sort())
    if (!file.endsWith('.spec.ts')) hash.update(readFileSync(path.join(ROOT, file)));
  const name = `${messages}-${hash.digest('hex').slice(0, 12)}`;
  const folder = path.join(HOME, name);
  const mark = path.join(folder, 'filled');
  const filled = existsSync(mark);
  for (const home of new Set([HOME, forServers(HOME)])) {
    mkdirSync(home, { recursive: true });
    for (const other of readdirSync(home))
      if (other !== name || !filled) rmSync(path.join(home, other), { recursive: true, force: true });
  }
  return { folder, filled, nowFilled: () => writeFileSync(mark, new Date().toISOString()) };
}
