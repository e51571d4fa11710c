import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CACHE } from '../places.mjs';

const run = promisify(execFile);

export const hasApt = () => spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * Unpacks the first of some Debian packages that apt knows, with all it depends on that is not installed: no root needed, no
 * system service, nothing outside of `folder`.
 * @param {string} folder does not exist yet
 * @param {readonly string[]} candidates
 * @param {(root: string, name: string) => void} [finish] completes the tree before it is put in its place
 */
export async function unpackDebian(folder, candidates, finish = () => {}) {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, 'debian-'));
  try {
    for (const inner of ['lists/partial', 'cache/archives/partial', 'root', 'packages']) {
      mkdirSync(path.join(work, inner), { recursive: true });
    }
    const apt = aptIn(work);
    await apt('apt-get', 'update', '-qq');
    const name = await firstKnown(apt, candidates);
    await apt('apt-get', 'download', '-qq', ...(await missingPackages(apt, name)));
    const root = path.join(work, 'root');
    for (const file of readdirSync(path.join(work, 'packages'))) {
      await run('dpkg', ['-x', path.join(work, 'packages', file), root]);
    }
    finish(root, name);
    renameSync(root, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * What a program in an unpacked tree needs to find its libraries.
 * @param {string} root @returns {NodeJS.ProcessEnv}
 */
export function librariesIn(root) {
  const libraries = new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(file => file.name.includes('.so'))
      .map(file => file.parentPath),
  );
  return { LD_LIBRARY_PATH: [...libraries].join(':') };
}

/** @typedef {(program: string, ...args: string[]) => Promise<{ stdout: string }>} Apt */

/** Lists and cache of our own: the system's need root, and may be empty or locked. @param {string} work @returns {Apt} */
function aptIn(work) {
  const own = [
    `Dir::State::Lists=${work}/lists`,
    `Dir::Cache=${work}/cache`,
    'APT::Sandbox::User=',
    'Debug::NoLocking=1',
  ].flatMap(option => ['-o', option]);
  const env = { ...process.env, LC_ALL: 'C' };
  return (program, ...args) =>
    run(program, [...own, ...args], { env, cwd: path.join(work, 'packages'), maxBuffer: 2 ** 26 });
}

/** @param {Apt} apt @param {readonly string[]} candidates */
async function firstKnown(apt, candidates) {
  for (const name of candidates) {
    const { stdout } = await apt('apt-cache', 'policy', name);
    if (/Candidate: \d/.test(stdout)) return name;
  }
  throw new Error(`apt knows none of ${candidates.join(', ')}`);
}

/**
 * The package with everything it depends on, without what dpkg lists as installed.
 * @param {Apt} apt @param {string} name
 * @returns {Promise<string[]>}
 */
async function missingPackages(apt, name) {
  const without = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
    kind => `--no-${kind}`,
  );
  const depends = await apt('apt-cache', 'depends', '--recurse', ...without, name);
  // Package names stand at the start of a line; <…> is a virtual one.
  const all = depends.stdout.split('\n').filter(line => /^[a-z0-9]/.test(line));
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\\n']);
  const installed = new Set(
    stdout
      .split('\n')
      .filter(line => line.startsWith('ii'))
      .map(line => line.slice(3).trim()),
  );
  return [...new Set(all)].filter(item => item === name || !installed.has(item.replace(/:.*/, '')));
}
