import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { CACHE, reachable } from '../places.mjs';
import { hasApt, librariesIn, unpackDebian } from './debian-packages.mjs';

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
  return { command: path.join(home, 'server'), env: librariesIn(home) };
}

async function unpack() {
  if (!hasApt()) throw new Error(HINT);
  const names = KINDS.map(kind => kind.package);
  try {
    await unpackDebian(UNPACKED, names, (root, name) => {
      const { program = '' } = KINDS.find(kind => kind.package === name) ?? {};
      symlinkSync(path.join('usr', 'bin', program), path.join(root, 'server'));
    });
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new Error(`${HINT}\n${stderr || message}`, { cause: error });
  }
}
