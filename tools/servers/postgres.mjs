import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { SERVER_USER } from '../places.mjs';
import { anyPort } from '../processes/ports.mjs';
import { identityOf, pidsWorkingIn, signal, waitUntil } from '../processes/process-table.mjs';
import { NotReady, Service } from '../processes/service.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';

/** The role that owns the product's database, and the database. */
const OWNER = 'sms111';
const megabytes = (/** @type {number} */ share, /** @type {number} */ most) =>
  `${Math.round(Math.min(Math.max((totalmem() * share) / 2 ** 20, 128), most))}MB`;

/** As in production: a commit that was answered survives a power cut. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '8GB',
  min_wal_size: '512MB',
  checkpoint_timeout: '15min',
  shared_buffers: megabytes(1 / 8, 4096),
  effective_cache_size: megabytes(1 / 2, 65536),
  maintenance_work_mem: '256MB',
  max_connections: '100',
};

/** For data that nobody needs after a power cut. A server that is killed alone keeps what it committed. */
const THROW_AWAY = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  shared_buffers: '256MB',
  max_connections: '200',
};

const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  random_page_cost: '1.1',
  work_mem: '16MB',
  jit: 'off',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * @typedef {object} Postgres
 * @property {Service} service not yet started
 * @property {string} url the product's database, as the role that owns it (it may also create databases)
 * @property {() => Promise<void>} makeDatabase to be called once it has started: makes role and database
 */

/**
 * PostgreSQL on a data folder, which is made when it is not there.
 * @param {{ folder: string, durable: boolean, settings?: Readonly<Record<string, string>>, log: string,
 *   runList: import('../processes/run-list.mjs').RunList,
 *   onEvent?: import('../processes/service.mjs').ServiceOptions['onEvent'] }} options
 *   `folder`: enterable by the servers' user; the parent holds also the password (0600)
 * @returns {Promise<Postgres>}
 */
export async function postgresServer({ folder, durable, settings: more = {}, log, runList, onEvent }) {
  const bin = postgresBinaries();
  mkdirSync(path.dirname(folder), { recursive: true });
  const passwords = readPasswords(`${folder}.passwords.json`);
  const fresh = !existsSync(path.join(folder, 'PG_VERSION'));
  if (fresh) initialise(bin, folder, passwords.superuser, durable);

  const port = await anyPort();
  const settings = { ...ALWAYS, ...(durable ? DURABLE : THROW_AWAY), ...more, port: String(port) };
  const url = (/** @type {string} */ user, /** @type {string} */ password, /** @type {string} */ database) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = url('postgres', passwords.superuser, 'postgres');

  const service = new Service({
    name: 'postgres',
    command: path.join(bin, 'postgres'),
    args: ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    cwd: folder,
    ...SERVER_USER,
    log,
    runList,
    // Fast shutdown, then immediate.
    stop: [
      ['SIGINT', 15_000],
      ['SIGQUIT', 5000],
    ],
    before: () => clearTheWay(folder),
    ready: server => acceptsConnections(server, superuserUrl),
    onEvent,
  });
  return {
    service,
    url: url(OWNER, passwords.owner, OWNER),
    makeDatabase: async () => {
      await makeDatabase(superuserUrl, passwords.owner);
      if (more.shared_preload_libraries?.includes('pg_stat_statements'))
        await inDatabase(url('postgres', passwords.superuser, OWNER), [
          'CREATE EXTENSION IF NOT EXISTS pg_stat_statements',
          `GRANT pg_read_all_stats TO ${OWNER}`,
        ]);
    },
  };
}

/** @param {string} file @returns {{ superuser: string, owner: string }} */
function readPasswords(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const passwords = { superuser: randomBytes(18).toString('hex'), owner: randomBytes(18).toString('hex') };
  writeFileSync(file, JSON.stringify(passwords), { mode: 0o600 });
  return passwords;
}

/** @param {string} bin @param {string} folder @param {string} password @param {boolean} durable */
function initialise(bin, folder, password, durable) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const secret = `${folder}.initdb`;
  writeFileSync(secret, password, { mode: 0o600 });
  if (SERVER_USER.uid !== undefined) {
    for (const item of [folder, secret]) chownSync(item, SERVER_USER.uid, SERVER_USER.gid);
  }
  const result = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8'].concat(
      [
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        durable ? [] : '--no-sync',
      ].flat(),
    ),
    { ...SERVER_USER, cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  rmSync(secret, { force: true });
  if (result.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new NotReady(`initdb: ${result.error?.message ?? result.stderr}`);
  }
}

/**
 * Ends a server that a killed run has left on this folder, and removes a postmaster.pid that names a process
 * which is not PostgreSQL (after a restart of the machine any process may bear the old pid, and PostgreSQL
 * would refuse to start).
 * @param {string} folder
 */
async function clearTheWay(folder) {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const inFolder = pidsWorkingIn(folder);
  if (inFolder.includes(pid)) {
    const identity = identityOf(pid);
    const gone = () => identityOf(pid) !== identity;
    signal(pid, 'SIGINT');
    if (!(await waitUntil(gone, 15_000))) signal(pid, 'SIGQUIT');
    if (!(await waitUntil(gone, 5000))) signal(pid, 'SIGKILL');
  }
  // Backends outlive a killed postmaster for a moment; two servers must never write the same folder.
  if (!(await waitUntil(() => pidsWorkingIn(folder).length === 0, 10_000))) {
    throw new NotReady(`PostgreSQL: processes ${pidsWorkingIn(folder).join(', ')} still work in ${folder}`);
  }
  if (process.platform === 'linux') rmSync(file, { force: true });
}

/** @param {Service} server @param {string} url */
async function acceptsConnections(server, url) {
  while (server.child) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 30));
    }
  }
}

/** @param {string} url @param {readonly string[]} statements */
async function inDatabase(url, statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** @param {string} superuserUrl @param {string} password hexadecimal */
async function makeDatabase(superuserUrl, password) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [OWNER]);
    if (roles.rowCount === 0)
      await client.query(`create role ${OWNER} login createdb password '${password}'`);
    const databases = await client.query('select 1 from pg_database where datname = $1', [OWNER]);
    if (databases.rowCount === 0) await client.query(`create database ${OWNER} owner ${OWNER}`);
  } finally {
    await client.end();
  }
}
