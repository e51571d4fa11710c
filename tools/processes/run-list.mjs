/**
 * The list of processes that a run has started, kept in a file of its own under .cache/run, so that whoever
 * comes after a run that was killed can end what it left. Plain Node ≥ 18, no package: dev.mjs uses it too.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identityOf, signal, waitUntil } from './process-table.mjs';

/**
 * @typedef {{ pid: number, identity: string | null, name: string, stop: [NodeJS.Signals, number][] }} Entry
 *   `stop`: signals in turn, each with the milliseconds to wait for its effect
 */

const folderOf = (/** @type {string} */ root) => path.join(root, '.cache', 'run');

export class RunList {
  /** @param {string} root the clone */
  constructor(root) {
    /** @type {Entry[]} */
    this.entries = [];
    this.owner = { pid: process.pid, identity: identityOf(process.pid) };
    this.file = path.join(folderOf(root), `${process.pid}.json`);
    mkdirSync(folderOf(root), { recursive: true });
  }

  /** @param {number} pid @param {string} name @param {Entry['stop']} stop */
  add(pid, name, stop) {
    this.entries.push({ pid, identity: identityOf(pid), name, stop });
    this.#write();
  }

  /** @param {number} pid */
  remove(pid) {
    this.entries = this.entries.filter(entry => entry.pid !== pid);
    this.#write();
  }

  #write() {
    if (this.entries.length === 0) return rmSync(this.file, { force: true });
    writeFileSync(`${this.file}.new`, JSON.stringify({ owner: this.owner, entries: this.entries }));
    renameSync(`${this.file}.new`, this.file);
  }
}

/**
 * Ends a process with everything in its group, latest signal KILL.
 * @param {Entry} entry
 */
async function end(entry) {
  const gone = () => identityOf(entry.pid) !== entry.identity;
  for (const [name, milliseconds] of [
    ...entry.stop,
    /** @type {[NodeJS.Signals, number]} */ (['SIGKILL', 2000]),
  ]) {
    if (gone()) break;
    signal(entry.pid, name);
    await waitUntil(gone, milliseconds);
  }
  // The leader's own children (Jest workers, a browser) share its group and may outlive it.
  signal(-entry.pid, 'SIGKILL');
}

/**
 * Ends what runs that are dead have left behind, latest started first.
 * @param {string} root
 */
export async function sweepLeftovers(root) {
  for (const file of listFiles(folderOf(root))) {
    const list = readList(file);
    if (list && identityOf(list.owner.pid) === list.owner.identity) continue;
    for (const entry of list?.entries.reverse() ?? []) {
      if (identityOf(entry.pid) === entry.identity) await end(entry);
    }
    rmSync(file, { force: true });
  }
}

/** @param {string} folder */
function listFiles(folder) {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .map(name => path.join(folder, name));
  } catch {
    return [];
  }
}

/** @param {string} file @returns {{ owner: { pid: number, identity: string | null }, entries: Entry[] } | null} */
function readList(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
