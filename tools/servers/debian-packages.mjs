import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CACHE } from '../places.mjs';

const run = promisify(execFile);

/**
 * Debian's packages unpacked into a folder, with everything that they depend on and the system lacks: no root needed,
 * nothing of the system touched, no service started.
 * @param {string} target a folder under .cache that is not there yet
 * @param {readonly string[]} choices package names; the first that apt knows is taken
 * @param {string} hint what a person can do where this is not possible
 * @param {(root: string, chosen: string) => void} [finish] the last touch before it stands at its place
 */
export async function unpackDebian(target, choices, hint, finish = () => {}) {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) throw new Error(hint);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, `${path.basename(target)}-`));
  try {
    const root = path.join(work, 'root');
    finish(root, await unpackInto(work, choices));
    renameSync(root, target);
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new Error(`${hint}\n${stderr || message}`, { cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work an empty folder @param {readonly string[]} choices @returns {Promise<string>} the chosen one */
async function unpackInto(work, choices) {
  for (const folder of ['lists/partial', 'cache/archives/partial', 'root', 'packages']) {
    mkdirSync(path.join(work, folder), { recursive: true });
  }
  // Lists and cache of our own: the system's need root, and may be empty or locked.
  const own = [
    `Dir::State::Lists=${work}/lists`,
    `Dir::Cache=${work}/cache`,
    'APT::Sandbox::User=',
    'Debug::NoLocking=1',
  ]
    .map(option => ['-o', option])
    .flat();
  const env = { ...process.env, LC_ALL: 'C' };
  const apt = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
    run(program, [...own, ...args], { env, cwd: path.join(work, 'packages'), maxBuffer: 2 ** 26 });

  await apt('apt-get', 'update', '-qq');
  const chosen = await firstKnown(apt, choices);
  const wanted = await missingPackages(apt, chosen);
  await apt('apt-get', 'download', '-qq', ...wanted);
  for (const file of readdirSync(path.join(work, 'packages'))) {
    await run('dpkg', ['-x', path.join(work, 'packages', file), path.join(work, 'root')]);
  }
  return chosen;
}

/** @typedef {(program: string, ...args: string[]) => Promise<{ stdout: string }>} Apt */

/** @param {Apt} apt @param {readonly string[]} choices */
async function firstKnown(apt, choices) {
  for (const name of choices) {
    const { stdout } = await apt('apt-cache', 'policy', name);
    if (/Candidate: \d/.test(stdout)) return name;
  }
  throw new Error(`apt does not know ${choices.join(' or ')}`);
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
