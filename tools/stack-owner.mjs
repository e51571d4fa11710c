import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identityOf } from './processes/process-table.mjs';

const fileIn = (/** @type {string} */ data) => path.join(data, 'owner.json');

/**
 * Says that this process works on a data folder; two at once would destroy it.
 * @param {string} data @param {string} [url] where this run can be reached
 */
export function own(data, url = '') {
  const file = fileIn(data);
  if (existsSync(file)) {
    const owner = JSON.parse(readFileSync(file, 'utf8'));
    if (owner.pid !== process.pid && identityOf(owner.pid) === owner.identity) {
      throw new Error(
        `已在執行中：${owner.url || `pid ${owner.pid}`}，請先停止 · already running; stop it first (kill ${owner.pid})`,
      );
    }
  }
  mkdirSync(data, { recursive: true, mode: 0o755 });
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), url }));
}

/** @param {string} data */
export function disown(data) {
  const file = fileIn(data);
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).pid === process.pid) rmSync(file);
}
