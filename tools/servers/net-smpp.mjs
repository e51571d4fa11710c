import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CACHE } from '../places.mjs';
import { hasApt, unpackDebian } from './debian-packages.mjs';

const UNPACKED = path.join(CACHE, 'net-smpp');
const HINT =
  '請安裝 Perl 的 Net::SMPP（Debian／Ubuntu：apt-get install libnet-smpp-perl）' +
  ' · install Net::SMPP for Perl: apt-get install libnet-smpp-perl';

/**
 * An SMPP implementation that nobody here wrote: that of the system, else Debian's package unpacked under .cache.
 * @returns {Promise<NodeJS.ProcessEnv>} what a perl must be given to find it
 * @throws Error with the command to type, where it cannot be had
 */
export async function findNetSmpp() {
  const found = (/** @type {NodeJS.ProcessEnv} */ env) =>
    spawnSync('perl', ['-MNet::SMPP', '-e', '1'], { env: { ...process.env, ...env }, stdio: 'ignore' })
      .status === 0;
  if (found({})) return {};
  if (!existsSync(UNPACKED)) {
    if (!hasApt()) throw new Error(HINT);
    await unpackDebian(UNPACKED, ['libnet-smpp-perl']).catch((/** @type {Error} */ error) => {
      throw new Error(`${HINT}\n${error.message}`, { cause: error });
    });
  }
  const env = { PERL5LIB: path.join(UNPACKED, 'usr', 'share', 'perl5') };
  if (!found(env)) throw new Error(HINT);
  return env;
}
