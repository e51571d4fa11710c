import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { CACHE, reachable } from '../places.mjs';
import { unpackDebian } from './debian-packages.mjs';

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

const unpack = () =>
  unpackDebian(
    UNPACKED,
    KINDS.map(kind => kind.package),
    HINT,
    (root, chosen) => {
      const program = KINDS.find(kind => kind.package === chosen)?.program ?? '';
      symlinkSync(path.join('usr', 'bin', program), path.join(root, 'server'));
    },
  );
