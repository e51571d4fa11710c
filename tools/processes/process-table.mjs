/** Questions about processes that we did not necessarily start in this run. Plain Node ≥ 18, no package. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * What tells a process from a later one with the same pid: the kernel's start time.
 * @param {number} pid
 * @returns {string | null} null when there is no such process (or only its zombie)
 */
export function identityOf(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command stands in parentheses and may itself hold spaces; fields are counted after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/**
 * Processes that work in a folder: a PostgreSQL server and its backends all have their data folder as cwd.
 * @param {string} folder absolute, without symbolic links
 * @returns {number[]} empty where the system has no /proc
 */
export function pidsWorkingIn(folder) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === folder;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/**
 * Sends a signal; a process that is gone already is what was wanted.
 * @param {number} pid negative for a whole process group
 * @param {NodeJS.Signals} signal
 */
export function signal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {() => boolean} gone
 * @param {number} milliseconds
 * @returns {Promise<boolean>} whether it came true in time
 */
export async function waitUntil(gone, milliseconds) {
  for (const end = Date.now() + milliseconds; ;) {
    if (gone()) return true;
    if (Date.now() > end) return false;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
