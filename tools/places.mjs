import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { identityOf } from './processes/process-table.mjs';

/** The clone. @type {string} */
export const ROOT = realpathSync(path.resolve(import.meta.dirname, '..'));
export const CACHE = path.join(ROOT, '.cache');
export const DATA = path.join(ROOT, '.data');
export const SERVER_BUILD = path.join(ROOT, 'dist', 'server');
export const WEB_BUILD = path.join(ROOT, 'dist', 'web');

const NOBODY = 65534;

/** As whom the servers run: PostgreSQL refuses root, so root gives way to nobody. */
export const SERVER_USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

// What root makes here, the servers' user must be able to read; what is secret says so itself.
if (SERVER_USER.uid !== undefined) process.umask(0o022);

/**
 * The same files at a place where the servers' user can run them: where they are, or a copy outside of the
 * clone when that user cannot enter it (a clone under /root).
 * @param {string} folder
 * @param {string} copyName names the version too: a copy is made once
 * @param {(folder: string) => { command: string, env?: NodeJS.ProcessEnv }} program what to try with --version
 * @returns {string}
 */
export function reachable(folder, copyName, program) {
  const runsIn = (/** @type {string} */ home) => {
    const { command, env } = program(home);
    return spawnSync(command, ['--version'], { ...SERVER_USER, env, cwd: '/', stdio: 'ignore' }).status === 0;
  };
  if (runsIn(folder)) return folder;
  const copy = path.join(outerFolder(), copyName);
  if (existsSync(copy) && runsIn(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  for (const old of [half, copy]) rmSync(old, { recursive: true, force: true });
  cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
  makeReadable(half);
  renameSync(half, copy);
  if (!runsIn(copy)) throw new Error(`${program(copy).command} does not run on this system`);
  return copy;
}

/** The modes may come from an installation under a strict umask. @param {string} folder */
function makeReadable(folder) {
  chmodSync(folder, 0o755);
  for (const item of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(item.parentPath, item.name);
    if (item.isDirectory()) chmodSync(file, 0o755);
    else if (item.isFile()) chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @returns {boolean} whether the servers' user can enter the clone */
export function canEnterClone() {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$0"', ROOT], { ...SERVER_USER, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

/**
 * A folder of this clone that lies outside of it. Its name is known to everybody, so it must be ours and no link.
 * @returns {string}
 */
export function outerFolder() {
  const folder = path.join(
    '/var/tmp',
    `sms111-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`,
  );
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o755 });
  const status = lstatSync(folder);
  if (!status.isDirectory() || status.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else: remove it and try again`);
  }
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Where a data folder of PostgreSQL can lie for the servers' user.
 * @param {string} inClone a folder of the clone
 * @returns {string} that folder, or its counterpart outside of the clone
 */
export const forServers = inClone =>
  canEnterClone() ? inClone : path.join(outerFolder(), path.relative(ROOT, inClone));

/**
 * A folder for the data of one run. Those of runs that are dead are removed.
 * @returns {string}
 */
export function throwAwayFolder() {
  const all = path.join(CACHE, 'runs');
  for (const home of new Set([all, forServers(all)])) {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    for (const name of readdirSync(home)) {
      if (identityOf(Number.parseInt(name)) === null)
        rmSync(path.join(home, name), { recursive: true, force: true });
    }
  }
  return path.join(all, `${process.pid}-${randomBytes(3).toString('hex')}`);
}
