import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE } from '../places.mjs';
import { anyPort } from '../processes/ports.mjs';
import { waitUntil } from '../processes/process-table.mjs';
import { Service } from '../processes/service.mjs';
import { hasApt, librariesIn, unpackDebian } from './debian-packages.mjs';

const UNPACKED = path.join(CACHE, 'kannel');
const HINT =
  '請安裝 Kannel 1.4.5（Debian／Ubuntu：apt-get install kannel）· install Kannel (Debian, Ubuntu: apt-get install kannel)';

/** @returns {Promise<{ folder: string, env: NodeJS.ProcessEnv }>} where bearerbox and smsbox are, and what they need */
async function findKannel() {
  if (spawnSync('bearerbox', ['--version'], { stdio: 'ignore' }).status === 0)
    return { folder: '', env: { PATH: process.env.PATH } };
  if (!existsSync(UNPACKED)) {
    if (!hasApt()) throw new Error(HINT);
    await unpackDebian(UNPACKED, ['kannel']).catch((/** @type {Error} */ error) => {
      throw new Error(`${HINT}\n${error.message}`, { cause: error });
    });
  }
  return {
    folder: path.join(UNPACKED, 'usr', 'sbin'),
    env: { PATH: process.env.PATH, ...librariesIn(UNPACKED) },
  };
}

/** How the ids of the simulator's carriers read to Kannel: bit 1 the response is hexadecimal, bit 2 the receipt is. */
const ID_TYPES = { CHT: '0x00', TWM: '0x01', FET: '0x03' };
/** @param {string} link */
const carrierOf = link => /** @type {keyof typeof ID_TYPES} */ (link.slice(0, 3));
const PASSWORD = 'measure';
/** After a throttled answer; Kannel's own minute makes a drill of minutes. */
const RESEND_S = 5;

/**
 * A Kannel, not yet started: bearerbox with one SMPP link to each of `binds`, and a smsbox.
 * @param {{ folder: string, binds: readonly { link: string, port: number }[], systemId: string, password: string,
 *   durable: URL | null, runList: import('../processes/run-list.mjs').RunList }} options
 *   `durable`: a PostgreSQL database for its receipts, and its messages in files; else both in memory
 * @returns {Promise<{ start: () => Promise<void>, stop: () => Promise<void>, pids: () => Record<string, number>,
 *   sendPort: number, query: string }>} `query`: how a sendsms call begins
 */
export async function kannelServer({ folder, binds, systemId, password, durable, runList }) {
  const { folder: programs, env } = await findKannel();
  mkdirSync(folder, { recursive: true });
  const [adminPort, boxPort, sendPort] = [await anyPort(), await anyPort(), await anyPort()];
  const file = path.join(folder, 'kannel.conf');
  const groups = [
    {
      ...{ group: 'core', 'admin-port': adminPort, 'admin-password': PASSWORD, 'smsbox-port': boxPort },
      ...{ 'admin-interface': '127.0.0.1', 'box-allow-ip': '127.0.0.1', 'log-level': 3 },
      'sms-resend-freq': RESEND_S,
      'log-file': path.join(folder, 'bearerbox.log'),
      'dlr-storage': durable ? 'pgsql' : 'internal',
      ...(durable && { 'store-type': 'file', 'store-location': path.join(folder, 'kannel.store') }),
    },
    ...binds.map(({ link, port }) => ({
      ...{
        group: 'smsc',
        smsc: 'smpp',
        // One name a carrier: a receipt may come on the other of its links, and Kannel looks for its message under this.
        'smsc-id': carrierOf(link),
        'smsc-admin-id': link,
        host: '127.0.0.1',
        port,
        'transceiver-mode': 'true',
      },
      ...{
        'smsc-username': systemId,
        'smsc-password': password,
        'system-type': 'VMA',
        'interface-version': 34,
      },
      ...{
        'max-pending-submits': 100,
        'source-addr-ton': 3,
        'source-addr-npi': 1,
        'source-addr-autodetect': 'false',
      },
      ...{ 'dest-addr-ton': 2, 'dest-addr-npi': 1 },
      'msg-id-type': ID_TYPES[carrierOf(link)],
    })),
    {
      ...{ group: 'smsbox', 'bearerbox-host': '127.0.0.1', 'sendsms-port': sendPort, 'log-level': 3 },
      ...{ 'sendsms-interface': '127.0.0.1', 'log-file': path.join(folder, 'smsbox.log') },
    },
    {
      group: 'sendsms-user',
      username: systemId,
      password: PASSWORD,
      concatenation: 'true',
      'max-messages': 10,
    },
    ...(durable ? receiptTables(durable) : []),
  ];
  writeFileSync(file, groups.map(group => lines(group)).join('\n'), { mode: 0o600 });
  const service = (/** @type {string} */ name, /** @type {number} */ port) =>
    new Service({
      name,
      command: programs ? path.join(programs, name) : name,
      args: [file],
      env,
      cwd: folder,
      log: path.join(folder, `${name}.out`),
      runList,
      stop: [['SIGTERM', 10_000]],
      ready: () => listens(name, port),
    });
  const boxes = [service('bearerbox', boxPort), service('smsbox', sendPort)];
  return {
    start: async () => {
      for (const box of boxes) await box.start();
      const bound = async () => {
        const status = await fetch(`http://127.0.0.1:${adminPort}/status.txt?password=${PASSWORD}`);
        return ((await status.text()).match(/\(online/g) ?? []).length === binds.length;
      };
      await until(bound, 'Kannel has not bound all its links');
    },
    stop: async () => {
      for (const box of [...boxes].reverse()) await box.stop();
    },
    pids: () => Object.fromEntries(boxes.flatMap(({ name, pid }) => (pid ? [[name, pid]] : []))),
    sendPort,
    query: `/cgi-bin/sendsms?username=${systemId}&password=${PASSWORD}&from=111&coding=2&charset=UTF-8`,
  };
}

/** @param {Record<string, unknown>} group */
const lines = group =>
  `${Object.entries(group)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')}\n`;

/** Kannel's receipts in a table of PostgreSQL, found by its index. @param {URL} url */
const receiptTables = url => [
  {
    ...{ group: 'pgsql-connection', id: 'receipts', host: url.hostname, port: url.port },
    ...{
      username: url.username,
      password: url.password,
      database: url.pathname.slice(1),
      'max-connections': 8,
    },
  },
  {
    ...{ group: 'dlr-db', id: 'receipts', table: 'dlr', 'field-smsc': 'smsc', 'field-timestamp': 'ts' },
    ...{ 'field-source': 'source', 'field-destination': 'destination', 'field-service': 'service' },
    ...{ 'field-url': 'url', 'field-mask': 'mask', 'field-status': 'status', 'field-boxc-id': 'boxc' },
  },
];

/** The table that `dlr-storage = pgsql` expects; it deletes by `oid`, which rows of today's PostgreSQL no longer have by themselves. */
export const RECEIPT_TABLE = `
  CREATE TABLE dlr (oid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, smsc varchar(40), ts varchar(65),
                    destination varchar(40), source varchar(40), service varchar(40), url varchar(255), mask varchar(10),
                    status varchar(10), boxc varchar(40));
  CREATE INDEX dlr_ts ON dlr (smsc, ts)`;

/** @param {string} name @param {number} port */
const listens = (name, port) =>
  until(async () => {
    const { createConnection } = await import('node:net');
    return new Promise(resolve => {
      const socket = createConnection({ port, host: '127.0.0.1' }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  }, `${name} does not listen`);

/** @param {() => Promise<boolean>} reached @param {string} otherwise */
async function until(reached, otherwise) {
  let so = false;
  const look = async () => {
    so = await reached().catch(() => false);
  };
  for (const end = Date.now() + 60_000; !so && Date.now() < end;) {
    await look();
    if (!so) await waitUntil(() => false, 50);
  }
  if (!so) throw new Error(otherwise);
}
