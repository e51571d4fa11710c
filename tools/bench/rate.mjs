import { setTimeout as pause } from 'node:timers/promises';
import { LINKS } from '../stack-env.mjs';
import { enter } from './lib/measure-dispatch.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { csvOf } from './lib/recipients.mjs';
import { Report } from './lib/report.mjs';
import { sendFile } from './lib/send-file.mjs';
import { withStack } from './lib/with-stack.mjs';

/** From and until which share of the list is taken the rate is looked at: all links have work then. */
const [FROM, TO] = [0.2, 0.7];
const LIMIT_MS = 20 * 60_000;

/**
 * `npm run bench rate [granted=200] [messages=24000] [--json file]`: every link is granted so many submits a second by its
 * carrier and says so in its configuration. How much of that is used while there is work, and how often a carrier had to
 * say "throttled".
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [200, 24_000]);
  const [granted = 0, rows = 0] = numbers;
  const report = new Report('rate', { granted, rows });
  await withStack(run, {}, async stack => {
    await prepare(stack, { quota: rows });
    const { person, database, simulator, signature } = await enter(stack);
    await simulator.command({ kind: 'settings', tps: granted });
    // A benchmark's own configuration: the worker reads it when it starts.
    await database.query('UPDATE carrier_link SET rate_per_second = $1', [granted]);
    await stack.service('worker').restart();
    await simulator.reset();
    const list = { name: 'rate.csv', bytes: csvOf(rows), signatureId: signature.id };
    let ended = false;
    const sending = sendFile(person, list).finally(() => (ended = true));
    const from = await whenAccepted(simulator, rows * FROM, () => ended);
    const to = await whenAccepted(simulator, rows * TO, () => ended);
    await sending;
    const seconds = (to.at - from.at) / 1000;
    const links = LINKS.map(link => {
      const perSecond = (to.counters.links[link].accepted - from.counters.links[link].accepted) / seconds;
      return { link, perSecond, 'used %': (perSecond * 100) / granted };
    });
    const { accepted, refused } = await simulator.counters();
    const throttled = refused['0x00000058'] ?? 0;
    report.table(`${granted} a second granted, over ${seconds.toFixed(1)} s`, links);
    report.note('refused', refused);
    report.goal('G5-used', links.reduce((sum, link) => sum + link['used %'], 0) / links.length);
    report.goal('G5-throttled', (throttled * 100) / (accepted + throttled));
    report.check(accepted === rows, `${accepted} of ${rows} accepted`);
    await database.close();
  });
  return report.finish(json);
}

/**
 * @param {import('./lib/simulator.mjs').SimulatorClient} simulator @param {number} count @param {() => boolean} ended
 */
async function whenAccepted(simulator, count, ended) {
  for (const end = Date.now() + LIMIT_MS; ;) {
    const counters = await simulator.counters();
    const at = Date.now();
    if (counters.accepted >= count || ended()) return { at, counters };
    if (at > end) throw new Error(`only ${counters.accepted} were accepted`);
    await pause(20);
  }
}
