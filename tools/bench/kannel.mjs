import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { SERVER_BUILD, throwAwayFolder } from '../places.mjs';
import { anyPort } from '../processes/ports.mjs';
import { Service } from '../processes/service.mjs';
import { kannelServer, RECEIPT_TABLE } from '../servers/kannel.mjs';
import { LINKS } from '../stack-env.mjs';
import { enter, measureDispatch } from './lib/measure-dispatch.mjs';
import { hearCallbacks, measureKannel } from './lib/measure-kannel.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { Report } from './lib/report.mjs';
import { SimulatorClient } from './lib/simulator.mjs';
import { pidsOf, withStack } from './lib/with-stack.mjs';

/** Kannel as one would run it, by what is kept of a message. */
const VARIANTS = {
  memory: { goal: 'G1a', receipts: true, durable: false },
  durable: { goal: 'G1b', receipts: true, durable: true },
  forget: { goal: 'G1c', receipts: false, durable: false },
};

/**
 * `npm run bench kannel [messages=20000] [rounds=3] [--only memory,durable,forget] [--binds 3] [--json file]`: the platform and
 * Kannel in turn, each to its own process of the same simulator, the same numbers and texts. The platform is durable in
 * every round; Kannel with receipts and callbacks in memory, the same with files and PostgreSQL, and without receipts.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, options, json } = readOptions(run.args, [20_000, 3], {
    only: { type: 'string', default: Object.keys(VARIANTS).join() },
    binds: { type: 'string', default: '3' },
  });
  const [rows = 0, rounds = 0] = numbers;
  const wanted = Object.entries(VARIANTS).filter(([name]) => String(options.only).split(',').includes(name));
  const report = new Report('kannel', { rows, rounds, ...options });
  await withStack(run, {}, async stack => {
    await prepare(stack, { quota: rows * rounds });
    const platform = await enter(stack);
    const peer = await startPeer(run, stack, Number(options.binds));
    try {
      /** @type {Record<string, { perSecond: number, 'CPU µs': number, good: boolean }[]>} */
      const found = { platform: [], ...Object.fromEntries(wanted.map(([name]) => [name, []])) };
      for (let round = 0; round < rounds; round++) {
        found.platform?.push(await measureDispatch(platform, { rows }));
        for (const [name, { durable, receipts }] of wanted) {
          const asked = { rows, receipts, signature: platform.signature.name };
          found[name]?.push(await peer.measure(durable, asked));
        }
      }
      show(report, found, wanted);
    } finally {
      await peer.stop();
      await platform.database.close();
    }
  });
  return report.finish(json);
}

/**
 * @param {Report} report @param {Record<string, { perSecond: number, 'CPU µs': number, good: boolean }[]>} found
 * @param {[string, { goal: string }][]} wanted
 */
function show(report, found, wanted) {
  for (const [name, results] of Object.entries(found)) {
    report.table(name, results);
    report.check(
      results.every(({ good }) => good),
      `${name}: not every number and text went once, or not every receipt came`,
    );
  }
  const of = (/** @type {string} */ name, /** @type {'perSecond' | 'CPU µs'} */ field) =>
    median((found[name] ?? []).map(each => each[field]));
  report.table(
    'platform ÷ Kannel, medians',
    wanted.map(([name]) => ({
      variant: name,
      rate: of('platform', 'perSecond') / of(name, 'perSecond'),
      'Kannel CPU ÷ ours': of(name, 'CPU µs') / of('platform', 'CPU µs'),
    })),
  );
  for (const [name, { goal }] of wanted)
    report.goal(goal, of('platform', 'perSecond') / of(name, 'perSecond'));
  report.goal('G1e', of('platform', 'CPU µs'));
}

/**
 * Kannel's side: a simulator of its own, a database on the platform's server, somebody who hears the callbacks. Each
 * measurement has a fresh Kannel.
 * @param {import('../main.mjs').Run} run @param {import('../stack.mjs').Stack} stack @param {number} binds
 */
async function startPeer({ runList }, stack, binds) {
  const folder = throwAwayFolder();
  const ports = await Promise.all([...LINKS, 'http'].map(() => anyPort()));
  const httpPort = ports.pop() ?? 0;
  const simulator = new Service({
    name: 'carrier-simulator',
    command: process.execPath,
    args: [path.join(SERVER_BUILD, 'carrier-simulator.js')],
    env: {
      ...stack.env,
      SIMULATOR_HTTP_PORT: String(httpPort),
      SIMULATOR_PORTS: LINKS.map((link, i) => `${link}:${ports[i]}`).join(),
    },
    log: path.join(folder, 'simulator.log'),
    runList,
    channel: true,
  });
  await simulator.start();
  const callbacks = await hearCallbacks();
  // One link of each carrier, then their second ones.
  const order = [...LINKS.keys()].sort((a, b) => (a % 2) - (b % 2) || a - b).slice(0, binds);
  const links = order.map(i => ({ link: LINKS[i] ?? '', port: ports[i] ?? 0 }));
  let turn = 0;
  return {
    /** @param {boolean} durable @param {{ rows: number, receipts: boolean, signature: string }} asked */
    measure: async (durable, asked) => {
      const home = path.join(folder, `kannel-${++turn}`);
      const database = durable ? await receiptDatabase(stack, turn) : null;
      const login = {
        systemId: stack.env.SIMULATOR_SYSTEM_ID || 'sms111',
        password: stack.env.SIMULATOR_PASSWORD ?? '',
      };
      const kannel = await kannelServer({ folder: home, binds: links, ...login, durable: database, runList });
      const pids = {
        'carrier-simulator': simulator.pid ?? 0,
        ...(durable && { postgres: pidsOf(stack).postgres ?? 0 }),
      };
      try {
        await kannel.start();
        const client = new SimulatorClient(`http://127.0.0.1:${httpPort}`);
        return await measureKannel({ kannel, simulator: client, callbacks, pids, ...asked });
      } finally {
        await kannel.stop();
      }
    },
    stop: async () => {
      callbacks.close();
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of its own on the platform's server, as durable as that. @param {import('../stack.mjs').Stack} stack @param {number} turn */
async function receiptDatabase(stack, turn) {
  const url = new URL(stack.env.DATABASE_URL ?? '');
  const name = `kannel_${turn}`;
  const owner = new pg.Client({ connectionString: url.toString() });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${name}`);
  await owner.end();
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query(RECEIPT_TABLE);
  await client.end();
  return url;
}
