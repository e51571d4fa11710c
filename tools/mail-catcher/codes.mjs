import { existsSync, readFileSync } from 'node:fs';
import { generate } from 'otplib';

const STEP = 30;

/**
 * @typedef {{ login: string, name: string, role: string, code: string, next: string, until: number }} Code
 *   `next`: the code of the following half minute, for who has used the present one, which ends at `until` (ms)
 */

/**
 * What the authenticator apps of the demo accounts would show now.
 * @param {string | undefined} file written by the demo seed
 * @returns {Promise<Code[]>} empty before the seed has run
 */
export async function currentCodes(file) {
  if (!file || !existsSync(file)) return [];
  /** @type {import('../stack.mjs').DemoAccount[]} */
  const accounts = JSON.parse(readFileSync(file, 'utf8'));
  // An agency's system is in the file too: it has a key, no authenticator.
  const people = accounts.filter(account => account.totpSecret);
  const epoch = Math.floor(Date.now() / 1000);
  return Promise.all(
    people.map(async ({ login, name, role, totpSecret: secret }) => ({
      login,
      name,
      role,
      code: await generate({ secret, epoch }),
      next: await generate({ secret, epoch: epoch + STEP }),
      until: (epoch - (epoch % STEP) + STEP) * 1000,
    })),
  );
}
