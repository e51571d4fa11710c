import { userOf } from './lib/person.mjs';
import { randomFrom, shuffled } from './lib/random.mjs';
import { bindsAgain, goesOn } from './lib/resumed.mjs';
import { runBatch } from './lib/run-batch.mjs';

/** @type {import('./lib/product.mjs').Part[]} */
const PARTS = ['worker', 'api', 'redis', 'postgres'];
/**
 * Kills fall between these shares of the batch, each somewhere in a part of its own: there is something to resume after the
 * last one, however long the processes take to be there again.
 */
const FROM = 0.02;
const TO = 0.9;
/** Windows are to be full when a process dies, and the batch is to last until the last one did. */
const RTT_MS = 1_000;

/**
 * `npm run drill kill [-- --count 20 --rows 50000 --seed n]`: each process in turn, in random order, killed by SIGKILL at
 * random points of one batch. `--only worker` kills only that one.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { count = 20, rows = 50_000, seed, only, person = await userOf(product) } = options;
  const random = randomFrom(seed);
  const chosen = PARTS.filter(part => !only || part === only);
  const victims = shuffled(
    Array.from({ length: count }, (_, i) => chosen[i % chosen.length] ?? 'worker'),
    random,
  );
  const points = victims.map((_, i) => FROM + ((i + random()) * (TO - FROM)) / victims.length);
  await product.simulator.command({ kind: 'settings', rtt: RTT_MS, tps: 0 });
  const crashes = victims.filter(part => part === 'worker').length;
  const round = await runBatch(
    { product, person, name: `kill ×${count}`, rows, crashes, killed: true },
    async flight => {
      for (const [i, part] of victims.entries()) {
        await flight.reach(Math.floor((points[i] ?? 0) * flight.segments));
        await killed(product, flight, part);
      }
    },
  );
  await product.simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return [round];
}

/**
 * Kills one process, waits until the carriers get segments again and it is there again.
 * @param {import('./lib/product.mjs').Product} product @param {import('./lib/run-batch.mjs').Flight} flight
 * @param {import('./lib/product.mjs').Part} part @param {NodeJS.Signals} [signal]
 */
export async function killed(product, flight, part, signal = 'SIGKILL') {
  const again = part === 'worker' ? await bindsAgain(product.simulator) : () => goesOn(product.simulator);
  /** @type {Promise<number>} */
  let back = Promise.resolve(0);
  const deed = async () => {
    const { pid, at } = await product.kill(part, signal);
    back = product.back(part, pid).then(() => Date.now() - at);
    // Told below, after the sending has resumed.
    back.catch(() => undefined);
  };
  await flight.fault(`${signal} ${part}`, deed, again, { back: () => back });
}
