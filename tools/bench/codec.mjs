import path from 'node:path';
import { buildServer } from '../build.mjs';
import { CACHE, ROOT, SERVER_BUILD } from '../places.mjs';
import { anyPort } from '../processes/ports.mjs';
import { Service } from '../processes/service.mjs';
import { mustRun } from '../processes/task.mjs';
import { LINKS } from '../stack-env.mjs';
import { WARM } from './codec/warm.mjs';
import { bundleRoom } from './lib/bundle.mjs';
import { cpuOf } from './lib/cpu.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { Report } from './lib/report.mjs';

const LOGIN = { systemId: 'sms111', password: 'measure' };

/**
 * `npm run bench codec [messages=50000] [rounds=3] [--json file]`: our SMPP session and the npm package `smpp` in turn, each in a
 * fresh process over one bind with a window of 100, to the same simulator, with receipts; CPU of the client alone.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [50_000, 3]);
  const [count = 0, rounds = 0] = numbers;
  const report = new Report('codec', { count, rounds });
  await buildServer();
  const bundle = await bundleRoom('smpp');
  const ports = await Promise.all([...LINKS, 'http'].map(() => anyPort()));
  const simulator = new Service({
    name: 'carrier-simulator',
    command: process.execPath,
    args: [path.join(SERVER_BUILD, 'carrier-simulator.js')],
    env: {
      ...process.env,
      SIMULATOR_BARE: '1',
      SIMULATOR_PASSWORD: LOGIN.password,
      SIMULATOR_RECEIPT_DELAY_MS: '20-60',
      SIMULATOR_HTTP_PORT: String(ports.at(-1)),
      SIMULATOR_PORTS: LINKS.map((link, i) => `${link}:${ports[i]}`).join(),
    },
    log: path.join(CACHE, 'logs', 'bench', 'codec-simulator.log'),
    runList: run.runList,
    channel: true,
  });
  await simulator.start();
  try {
    /** @param {string} name @param {number} i */
    const measure = async (name, i) => {
      const before = cpuOf({ simulator: simulator.pid ?? 0 }).simulator ?? 0;
      const args = [ports[i] ?? 0, count, LOGIN.systemId, LOGIN.password, bundle].map(String);
      const script = path.join(ROOT, 'tools', 'bench', 'codec', `${name}.mjs`);
      const said = await mustRun(name, [process.execPath, script, ...args], {
        ...run,
        env: process.env,
        cwd: ROOT,
      });
      const { seconds, ...found } = JSON.parse(said.trim().split('\n').at(-1) ?? '{}');
      const after = cpuOf({ simulator: simulator.pid ?? 0 }).simulator ?? 0;
      const simulatorMicros = ((after - before) * 1000) / (count + WARM);
      return {
        client: name,
        perSecond: count / seconds,
        'CPU µs': Number(found['CPU µs']),
        'simulator µs': simulatorMicros,
      };
    };
    const results = /** @type {Awaited<ReturnType<typeof measure>>[]} */ ([]);
    // Both on links of CHT, whose receipts are text.
    for (let round = 0; round < rounds; round++) {
      results.push(await measure('ours', 0), await measure('npm-smpp', 1));
    }
    report.table(`${count} submits and their receipts, window 100`, results);
    const of = (/** @type {string} */ client) =>
      median(results.filter(each => each.client === client).map(each => each['CPU µs']));
    report.goal('G12', of('npm-smpp') / of('ours'));
  } finally {
    await simulator.stop();
  }
  return report.finish(json);
}
