import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { CACHE, ROOT, SERVER_BUILD } from '../../places.mjs';
import { Service } from '../../processes/service.mjs';
import { Simulator } from './simulator.mjs';
import { until } from './until.mjs';

/**
 * @typedef {'worker' | 'api' | 'redis' | 'postgres'} Part
 * @typedef {import('../../processes/run-list.mjs').RunList} RunList
 */

/**
 * @typedef {object} Description what tools/stack.mjs writes down about a running product
 * @property {string} url
 * @property {string} simulatorUrl
 * @property {Record<string, number | null>} pids
 * @property {string} DATABASE_URL
 * @property {string} REDIS_URL
 * @property {string} DEMO_ACCOUNTS_FILE
 * @property {NodeJS.ProcessEnv} env
 */

/** A running product, seen from outside: its description, its doors, its processes, its database. */
export class Product {
  /**
   * @param {string} file the description, written anew whenever a process comes or goes
   * @param {{ runList: RunList, beforeKill?: (part: Part) => void, tell?: (round: import('./run-batch.mjs').Round) => void }}
   *   options `tell` hears of each batch as soon as its books are compared
   */
  constructor(file, { runList, beforeKill = () => {}, tell = () => {} }) {
    this.file = file;
    this.beforeKill = beforeKill;
    this.tell = tell;
    this.simulator = new Simulator(this.now.simulatorUrl);
    /** Processes that the drill started beside those of the stack. @type {Service[]} */
    this.extras = [];
    this.runList = runList;
  }

  /** @returns {Description} */
  get now() {
    return JSON.parse(readFileSync(this.file, 'utf8'));
  }

  /** @returns {{ login: string, role: string, password: string, totpSecret: string }[]} */
  get accounts() {
    return JSON.parse(readFileSync(this.now.DEMO_ACCOUNTS_FILE, 'utf8'));
  }

  /**
   * Sends a signal to a process, by its id. Resolves when it is gone.
   * @param {Part} part @param {NodeJS.Signals} [signal]
   * @returns {Promise<{ pid: number, at: number }>} `at`: milliseconds since 1970
   */
  async kill(part, signal = 'SIGKILL') {
    const pid = this.now.pids[part];
    if (!pid) throw new Error(`${part} is not there to be killed`);
    this.beforeKill(part);
    const at = Date.now();
    process.kill(pid, signal);
    await until(`${part} ends by ${signal}`, async () => this.now.pids[part] !== pid, 20_000);
    return { pid, at };
  }

  /** Resolves when the supervisor has it up again. @param {Part} part @param {number} pid of the one before; 0: none stands */
  back(part, pid) {
    return until(`${part} is back`, async () => {
      const now = this.now.pids[part];
      return now && now !== pid ? now : null;
    });
  }

  /** Keeps a process from being started again after its end, until `release`. @param {Part} part */
  holdBack(part) {
    writeFileSync(this.#hold(part), '');
  }

  /** @param {Part} part */
  release(part) {
    rmSync(this.#hold(part), { force: true });
  }

  /**
   * Starts a further worker that nobody starts again.
   * @param {string} name
   * @param {{ output?: string, ready?: () => Promise<unknown> }} [options] `output`: a shell's word for where it writes
   *   its log instead of to us; then `ready` says when it works
   */
  async worker(name, { output, ready } = {}) {
    const program = [process.execPath, '--enable-source-maps', path.join(SERVER_BUILD, 'worker.js')];
    const [command = '', ...args] = output
      ? ['/bin/sh', '-c', `exec "$0" "$@" ${output}`, ...program]
      : program;
    const service = new Service({
      name,
      command,
      args,
      env: this.now.env,
      cwd: ROOT,
      channel: true,
      log: path.join(CACHE, 'logs', 'drill', `${name}.log`),
      runList: this.runList,
      ready,
    });
    await service.start();
    service.options.before = () => void (service.wanted = false);
    this.extras.push(service);
    return {
      get pid() {
        return service.pid;
      },
      kill: async () => {
        service.wanted = false;
        const at = Date.now();
        service.child?.kill('SIGKILL');
        await service.ended;
        return { at };
      },
      /** False also when it was killed. */
      get isAlive() {
        return service.child !== null;
      },
      /** Nobody reads its log any more: the next line meets a closed pipe. */
      closePipe: () => {
        service.child?.stdout?.destroy();
        service.child?.stderr?.destroy();
      },
      stop: () => service.stop(),
    };
  }

  /**
   * Rows of a question to the database, for what no page tells.
   * @param {string} sql @param {unknown[]} [values]
   * @returns {Promise<Record<string, string>[]>}
   */
  async ask(sql, values = []) {
    const client = new pg.Client({ connectionString: this.now.DATABASE_URL, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }

  async end() {
    for (const part of /** @type {Part[]} */ (['worker', 'api', 'redis', 'postgres'])) {
      if (existsSync(this.#hold(part))) this.release(part);
    }
    await Promise.all(this.extras.map(service => service.stop()));
  }

  /** @param {Part} part */
  #hold(part) {
    return path.join(path.dirname(this.file), `hold-${part}`);
  }
}
