import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CACHE, reachable } from '../places.mjs';

const run = promisify(execFile);
const UNPACKED = path.join(CACHE, 'redis');
/** Program, and the Debian package that holds it under another name (the server is a link to this program). */
const KINDS = [
  { server: 'redis-server', package: 'redis-tools', program: 'redis-check-rdb' },
  { server: 'valkey-server', package: 'valkey-tools', program: 'valkey-check-rdb' },
];
const HINT =
  '請安裝 Redis 7 以上或 Valkey（Debian／Ubuntu：apt-get install redis-server；macOS：brew install redis），' +
  '或設定 REDIS_URL · install Redis ≥ 7 or Valkey, or set REDIS_URL';

/**
 * A server on PATH, else Debian's packages unpacked under .cache/redis: no root needed, no system service.
 * @returns {Promise<{ command: string, env: NodeJS.ProcessEnv }>}
 */
export async function findRedis() {
  for (const { server } of KINDS) {
    if (spawnSync(server, ['--version'], { stdio: 'ignore' }).status === 0) {
      return { command: server, env: { PATH: process.env.PATH } };
    }
  }
  if (!existsSync(UNPACKED)) await unpack();
  const home = reachable(UNPACKED, 'redis', programIn);
  return programIn(home);
}

/** @param {string} home @returns {{ command: string, env: NodeJS.ProcessEnv }} */
function programIn(home) {
  const libraries = new Set(
    readdirSync(home, { recursive: true, withFileTypes: true })
      .filter(file => file.name.includes('.so'))
      .map(file => file.parentPath),
  );
  return { command: path.join(home, 'server'), env: { LD_LIBRARY_PATH: [...libraries].join(':') } };
}

async function unpack() {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) throw new Error(HINT);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, 'redis-'));
  try {
    await unpackInto(work);
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new Error(`${HINT}\n${stderr || message}`, { cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work an empty folder */
async function unpackInto(work) {
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
  const kind = await firstKnown(apt);
  const wanted = await missingPackages(apt, kind.package);
  await apt('apt-get', 'download', '-qq', ...wanted);
  for (const file of readdirSync(path.join(work, 'packages'))) {
    await run('dpkg', ['-x', path.join(work, 'packages', file), path.join(work, 'root')]);
  }
  symlinkSync(path.join('usr', 'bin', kind.program), path.join(work, 'root', 'server'));
  renameSync(path.join(work, 'root'), UNPACKED);
}

/** @typedef {(program: string, ...args: string[]) => Promise<{ stdout: string }>} Apt */

/** @param {Apt} apt */
async function firstKnown(apt) {
  for (const kind of KINDS) {
    const { stdout } = await apt('apt-cache', 'policy', kind.package);
    if (/Candidate: \d/.test(stdout)) return kind;
  }
  throw new Error('neither redis nor valkey is known to apt');
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
