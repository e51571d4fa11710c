import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} ServiceOptions
 * @property {string} name also the name of its log
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] the whole environment of the process
 * @property {string} [cwd]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {string} log file that its output is appended to
 * @property {import('./run-list.mjs').RunList} runList
 * @property {boolean} [channel] whether it gets an IPC channel, to notice when we die
 * @property {import('./run-list.mjs').Entry['stop']} [stop]
 * @property {() => void | Promise<void>} [before] runs before each start
 * @property {(service: Service) => Promise<unknown>} [ready] default: its first line `{"ready":true,…}` on stdout
 * @property {number} [readyWithin] milliseconds
 * @property {(what: ServiceEvent) => void} [onEvent] what happens to it after its first start
 */

/**
 * @typedef {{ kind: 'crashed', name: string, how: string, again: number, log: string }
 *   | { kind: 'restarted', name: string, pid: number }
 *   | { kind: 'failed-again', name: string, message: string }} ServiceEvent
 *   `again`: milliseconds until the next try
 */

const LOG_LIMIT = 20 * 1024 * 1024;
const BACK_OFF = [500, 1000, 2000, 5000, 10_000, 30_000];
/** A process that stood this long has earned the shortest wait again. */
const STEADY = 60_000;

/** Why a process did not come up, with the end of its log. */
export class NotReady extends Error {}

/** A process that is started, watched until it is ready, started again when it dies unasked, and stopped. */
export class Service {
  /** @param {ServiceOptions} options */
  constructor(options) {
    this.options = options;
    this.name = options.name;
    /** @type {import('node:child_process').ChildProcess | null} */
    this.child = null;
    /** @type {Record<string, unknown>} what it said when it was ready */
    this.said = {};
    this.wanted = false;
    this.crashes = 0;
    /** @type {Promise<void>} */
    this.ended = Promise.resolve();
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
  }

  get pid() {
    return this.child?.pid;
  }

  /** Starts it and waits until it is ready. Throws NotReady when it ends before, or takes too long. */
  async start() {
    this.wanted = true;
    try {
      await this.#launch();
    } catch (error) {
      this.wanted = false;
      await this.stop();
      throw error;
    }
  }

  async stop() {
    this.wanted = false;
    clearTimeout(this.timer);
    const child = this.child;
    if (!child) return;
    const { stop = [['SIGTERM', 15_000]] } = this.options;
    for (const [signal, milliseconds] of stop) {
      child.kill(signal);
      if (await this.#endsWithin(milliseconds)) return;
    }
    child.kill('SIGKILL');
    await this.ended;
  }

  /** Stops it in an orderly way and starts it again. */
  async restart() {
    await this.stop();
    await this.start();
  }

  async #launch() {
    const { name, command, args, env, cwd, uid, gid, runList, channel } = this.options;
    await this.options.before?.();
    if (!this.wanted) return;
    const log = openLog(this.options.log);
    const child = spawn(command, args, {
      env,
      cwd,
      uid,
      gid,
      // A group of its own: Ctrl-C in the terminal reaches only us, and we stop things in their order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', ...(channel ? /** @type {const} */ (['ipc']) : [])],
    });
    this.child = child;
    const startedAt = Date.now();
    if (child.pid) runList.add(child.pid, name, this.options.stop ?? [['SIGTERM', 15_000]]);
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    // Children of a killed process (backends of PostgreSQL) may write after its end: the log ends with its last writer.
    child.once('close', () => log.end());
    // A full disk costs the log and nothing else; a pipe that nobody reads would hold up the process.
    log.on('error', () => [child.stdout, child.stderr].forEach(output => output?.resume()));

    let settled = false;
    /** @type {Promise<string>} how it ended */
    const end = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    });
    this.ended = end.then(how => {
      if (child.pid) runList.remove(child.pid);
      this.child = null;
      if (settled && this.wanted) this.#startAgain(how, Date.now() - startedAt);
    });

    const { readyWithin = 60_000 } = this.options;
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    try {
      await Promise.race([
        this.options.ready ? this.options.ready(this) : this.#readyLine(child),
        end.then(how => {
          throw new NotReady(`${name}: ${how}\n${tail(this.options.log)}`);
        }),
        new Promise((_, reject) => {
          const late = () =>
            reject(new NotReady(`${name}: not ready in ${readyWithin / 1000} s\n${tail(this.options.log)}`));
          timer = setTimeout(late, readyWithin);
        }),
      ]);
    } finally {
      clearTimeout(timer);
    }
    settled = true;
  }

  /** @param {import('node:child_process').ChildProcess} child */
  #readyLine(child) {
    return new Promise(resolve => {
      let rest = '';
      const read = (/** @type {Buffer} */ chunk) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        const said = lines.map(readyIn).find(Boolean);
        if (!said) return;
        this.said = said;
        child.stdout?.off('data', read);
        resolve(undefined);
      };
      child.stdout?.on('data', read);
    });
  }

  /** @param {string} how @param {number} stood milliseconds */
  #startAgain(how, stood) {
    if (stood > STEADY) this.crashes = 0;
    const again = BACK_OFF[Math.min(this.crashes++, BACK_OFF.length - 1)] ?? STEADY;
    const { name, log, onEvent } = this.options;
    onEvent?.({ kind: 'crashed', name, how, again, log });
    this.timer = setTimeout(async () => {
      try {
        await this.#launch();
        if (this.pid) onEvent?.({ kind: 'restarted', name, pid: this.pid });
      } catch (error) {
        // Stopped while it was coming up: that is no fault.
        if (!this.wanted) return;
        onEvent?.({
          kind: 'failed-again',
          name,
          message: error instanceof Error ? error.message : String(error),
        });
        this.child?.kill('SIGKILL');
        await this.ended;
        if (this.wanted) this.#startAgain('not ready', 0);
      }
    }, again);
  }

  /** @param {number} milliseconds @returns {Promise<boolean>} */
  async #endsWithin(milliseconds) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise(resolve => (timer = setTimeout(resolve, milliseconds, false)));
    const inTime = await Promise.race([this.ended.then(() => true), late]);
    clearTimeout(timer);
    return Boolean(inTime);
  }
}

/** @param {string} line @returns {Record<string, unknown> | null} what it says, if it is the line `{"ready":true,…}` */
function readyIn(line) {
  if (!line.startsWith('{') || !line.includes('"ready"')) return null;
  try {
    const said = JSON.parse(line);
    return said.ready === true ? said : null;
  } catch {
    return null;
  }
}

/** @param {string} file */
function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a', mode: 0o640 });
}

/** The last lines of a log, for a person who must find out why. @param {string} file */
function tail(file, lines = 15) {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map(line => `    ${line}`)
    .join('\n');
}
