/**
 * The whole product on this machine: servers, build, schema, demo data, processes. `npm start`, the browser
 * journeys and the benchmarks all run this same stack; they differ in where the data lies and in how the
 * database treats it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE, DATA, forServers, ROOT, SERVER_BUILD, throwAwayFolder, WEB_BUILD } from './places.mjs';
import { done, fail, step, warn } from './processes/progress.mjs';
import { Service } from './processes/service.mjs';
import { mustRun } from './processes/task.mjs';
import { postgresServer } from './servers/postgres.mjs';
import { redisServer } from './servers/redis.mjs';
import { choosePorts, productEnv, readSecrets } from './stack-env.mjs';
import { disown, own } from './stack-owner.mjs';

/**
 * @typedef {object} StackOptions
 * @property {'start' | 'test' | 'bench' | 'drill'} kind `start` keeps its data and stands at the usual ports; the
 *   others throw it away; only `test` gives up durability
 * @property {import('./processes/run-list.mjs').RunList} runList
 * @property {AbortSignal} signal
 * @property {boolean} [fresh] drop the data first
 * @property {boolean} [demo] load demo data also into a database that is not ours
 * @property {Readonly<Record<string, string>>} [env] for every process, over what it would get
 * @property {Readonly<Record<string, string>>} [postgres] settings of the database server besides the usual ones
 * @property {string} [folder] where a benchmark keeps data that took long to make
 * @property {string} [profiles] a folder for the CPU profile that each process of the server build leaves at its end
 */

/** @typedef {{ login: string, password: string, role: string, totpSecret: string, name: string }} DemoAccount */

const SERVERS = ['postgres', 'redis'];

const profiling = (/** @type {string} */ folder) => ['--cpu-prof', `--cpu-prof-dir=${folder}`];

/** A run of the product. */
export class Stack {
  /** @param {StackOptions} options */
  constructor(options) {
    this.options = options;
    this.kept = options.kind === 'start' || options.folder !== undefined;
    this.data = options.folder ?? (this.kept ? DATA : throwAwayFolder());
    this.postgresData = forServers(path.join(this.data, 'postgres'));
    // Logs of throw-away data outlive it: they tell why a journey failed.
    const ofPerson = options.kind === 'start';
    this.logs = path.join(ofPerson ? this.data : CACHE, 'logs', ofPerson ? '' : options.kind);
    this.external = {
      database: options.kind === 'start' && process.env.DATABASE_URL,
      redis: options.kind === 'start' && process.env.REDIS_URL,
    };
    /** In the order of their start. @type {Service[]} */
    this.services = [];
    /** What every process was given. @type {NodeJS.ProcessEnv} */
    this.env = {};
  }

  /** Where people reach it. */
  get url() {
    return this.env.PUBLIC_URL ?? '';
  }

  get mailUrl() {
    return `http://127.0.0.1:${this.env.MAIL_PORT}`;
  }

  get simulatorUrl() {
    return `http://127.0.0.1:${this.env.SIMULATOR_HTTP_PORT}`;
  }

  /** @returns {DemoAccount[]} empty where no demo data was loaded */
  get demoAccounts() {
    const file = this.env.DEMO_ACCOUNTS_FILE ?? '';
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  }

  /** What the journeys in e2e/ are told. */
  get journeyEnv() {
    return {
      E2E_URL: this.url,
      E2E_MAIL_URL: this.mailUrl,
      E2E_SIMULATOR_URL: this.simulatorUrl,
      E2E_STACK: this.#description,
    };
  }

  /**
   * Runs a program of the server build to its end, in the environment of this stack.
   * @param {string} name @param {Readonly<Record<string, string>>} [env] besides
   */
  async runProgram(name, env = {}) {
    const entry = path.join(SERVER_BUILD, `${name}.js`);
    return this.#task(name, [entry], { ...this.env, ...env });
  }

  /** A part by its name, for drills that kill or restart it. @param {string} name */
  service(name) {
    const service = this.services.find(candidate => candidate.name === name);
    if (!service) throw new Error(`no ${name} in this stack`);
    return service;
  }

  /** Starts everything; what was started is stopped again when a part of it fails. */
  async start() {
    try {
      await this.#start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops everything: first the processes, which finish what they hold while the servers still answer. */
  async stop() {
    const isServer = (/** @type {Service} */ service) => SERVERS.includes(service.name);
    await Promise.all(this.services.filter(service => !isServer(service)).map(service => service.stop()));
    await Promise.all(this.services.filter(isServer).map(service => service.stop()));
    if (this.kept) disown(this.data);
    else this.#dropData();
  }

  async #start() {
    if (this.kept) own(this.data);
    if (this.options.fresh) {
      if (this.external.database)
        throw new Error('--fresh：DATABASE_URL 不是本機內建資料庫，不刪除 · not with DATABASE_URL');
      this.#dropData();
      own(this.data);
    }
    mkdirSync(this.data, { recursive: true, mode: 0o755 });
    const [databaseUrl, redisUrl, ports] = await Promise.all([
      this.external.database || step('資料庫已啟動', 'PostgreSQL', () => this.#database()),
      this.external.redis || step('佇列已啟動', 'Redis', () => this.#redis()),
      choosePorts(this.options.kind === 'start', warn),
      step('伺服器程式已建置', 'server build', () =>
        this.#task('build server', ['tools/build.mjs', 'server']),
      ),
      step('網頁已建置', 'web build', () => this.#task('build web', ['tools/build.mjs', 'web'])),
    ]);
    const secrets = readSecrets(path.join(this.data, 'secrets.json'));
    const { kind } = this.options;
    const data = { data: this.data, webRoot: WEB_BUILD, ports, databaseUrl, redisUrl, secrets };
    this.env = { ...productEnv({ kind, ...data }), ...this.options.env };

    await Promise.all([
      this.#prepareDatabase(),
      this.#run('mail-catcher', path.join(ROOT, 'tools', 'mail-catcher.mjs')),
      step('電信業者模擬器已啟動', 'carrier simulator', () => this.#run('carrier-simulator')),
    ]);
    await Promise.all([
      step('網站與 API 已啟動', 'api', async () => {
        await this.#run('api');
        await this.#healthy();
      }),
      step('派送程序已啟動', 'worker', () => this.#run('worker')),
    ]);
    this.#describe();
    if (this.kept) own(this.data, this.url);
  }

  async #database() {
    const durable = this.options.kind !== 'test';
    const where = { folder: this.postgresData, settings: this.options.postgres };
    const server = await postgresServer({ ...this.#watched('postgres'), ...where, durable });
    await this.#startService(server.service);
    await server.makeDatabase();
    return server.url;
  }

  async #redis() {
    const server = await redisServer(this.#watched('redis'));
    await this.#startService(server.service);
    return server.url;
  }

  async #prepareDatabase() {
    const program = (/** @type {string} */ name) => [path.join(SERVER_BUILD, `${name}.js`)];
    await step('資料表已更新', 'schema', () => this.#task('migrate', program('migrate'), this.env));
    if (this.external.database && !this.options.demo) return;
    // Run at each start: it finds its data there, and writes down where the simulator's links stand today.
    await step('示範資料就緒', 'demo data', () => this.#task('seed-demo', program('seed-demo'), this.env));
  }

  /** @param {string} name @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
  async #task(name, args, env = process.env) {
    const { runList, signal } = this.options;
    return mustRun(name, [process.execPath, '--enable-source-maps', ...args], {
      runList,
      signal,
      env,
      cwd: ROOT,
    });
  }

  /** @param {string} name @param {string} [file] */
  async #run(name, file = path.join(SERVER_BUILD, `${name}.js`)) {
    const { profiles } = this.options;
    const args = ['--enable-source-maps', ...(profiles ? profiling(path.join(profiles, name)) : []), file];
    await this.#startService(
      new Service({
        ...this.#watched(name),
        name,
        command: process.execPath,
        args,
        env: this.env,
        cwd: ROOT,
        channel: true,
      }),
    );
  }

  /** A drill may keep a process down: while there is `hold-<name>` beside the data, it is not started again. @param {string} name */
  async #released(name) {
    const hold = path.join(this.data, `hold-${name}`);
    while (existsSync(hold) && !this.options.signal.aborted) await new Promise(look => setTimeout(look, 50));
  }

  /** @param {Service} service */
  async #startService(service) {
    this.options.signal.throwIfAborted();
    this.services.push(service);
    const { before } = service.options;
    service.options.before = async () => {
      await this.#released(service.name);
      await before?.();
    };
    await service.start();
  }

  /** @param {string} name */
  #watched(name) {
    return {
      log: path.join(this.logs, `${name}.log`),
      runList: this.options.runList,
      onEvent: (/** @type {import('./processes/service.mjs').ServiceEvent} */ event) => this.#tell(event),
    };
  }

  /** @param {import('./processes/service.mjs').ServiceEvent} event */
  #tell(event) {
    const time = new Date().toLocaleTimeString('zh-TW', { hour12: false });
    if (event.kind === 'crashed') {
      const log = path.relative(process.cwd(), event.log);
      fail(
        `${time} ${event.name} 意外結束（${event.how}），${event.again / 1000} 秒後重新啟動 · crashed, see ${log}`,
      );
    } else if (event.kind === 'restarted') {
      done(`${time} ${event.name} 已重新啟動 · restarted, pid ${event.pid}`);
    } else {
      fail(`${time} ${event.name} 無法重新啟動 · ${event.message}`);
    }
    this.#describe();
  }

  /** The process listens; now it must also reach its database and queue. */
  async #healthy() {
    for (const end = Date.now() + 30_000; ;) {
      this.options.signal.throwIfAborted();
      const answer = await fetch(`${this.url}/health/ready`).catch((/** @type {Error} */ error) => error);
      if (answer instanceof Response && answer.ok) return;
      if (Date.now() > end) {
        const what =
          answer instanceof Response ? `HTTP ${answer.status} ${await answer.text()}` : answer.message;
        throw new Error(`${this.url}/health/ready: ${what}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Writes down addresses and pids for whoever drives the stack from another process (journeys, drills). */
  #describe() {
    const { url, mailUrl, simulatorUrl, env } = this;
    const pids = Object.fromEntries(this.services.map(service => [service.name, service.pid ?? null]));
    const links = env.SIMULATOR_LINKS;
    const { DATABASE_URL, REDIS_URL, DEMO_ACCOUNTS_FILE } = env;
    const description = {
      url,
      mailUrl,
      simulatorUrl,
      links,
      pids,
      DATABASE_URL,
      REDIS_URL,
      DEMO_ACCOUNTS_FILE,
      // What further processes of the product are given; where data is thrown away, so are its secrets.
      env: this.kept ? undefined : env,
    };
    writeFileSync(`${this.#description}.new`, JSON.stringify(description, null, 2), { mode: 0o600 });
    renameSync(`${this.#description}.new`, this.#description);
  }

  get #description() {
    return path.join(this.data, 'stack.json');
  }

  #dropData() {
    const ofServers = [this.postgresData, `${this.postgresData}.passwords.json`];
    const all = [this.data, ...ofServers, ...(this.kept ? [] : [path.dirname(this.postgresData)])];
    for (const item of all) rmSync(item, { recursive: true, force: true });
  }
}
