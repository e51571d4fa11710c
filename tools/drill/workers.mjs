import { userOf } from './lib/person.mjs';
import { isBound, runBatch } from './lib/run-batch.mjs';
import { until } from './lib/until.mjs';

/** Waited for; what is allowed is the drill's to judge. */
const LIMIT_MS = 60_000;

/**
 * `npm run drill workers [-- --rows 10000]`: two workers, one killed in mid-batch and not started again. The other holds
 * all links within 10 s and finishes. Then the other way round.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 10_000, person = await userOf(product) } = options;
  await product.simulator.command({ kind: 'settings', rtt: 30, tps: 0 });
  const second = await product.worker('worker-2');
  const first = await runBatch(
    { product, person, name: 'one of two killed', rows, crashes: 1 },
    async flight => {
      await flight.reach(Math.floor(flight.segments / 3));
      product.holdBack('worker');
      await flight.fault('SIGKILL worker', () => product.kill('worker'), await takenOver(product));
    },
  );
  product.release('worker');
  await until('the first worker is back', async () => product.now.pids.worker);
  const other = await runBatch(
    { product, person, name: 'the other killed', rows, crashes: 1 },
    async flight => {
      await flight.reach(Math.floor(flight.segments / 3));
      await flight.fault('SIGKILL worker-2', () => second.kill(), await takenOver(product));
    },
  );
  await product.simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return [first, other];
}

/**
 * Waits until every link is bound on a new connection and gets segments on it.
 * @param {import('./lib/product.mjs').Product} product
 * @returns {Promise<() => Promise<void>>} to be made before the fault
 */
export async function takenOver({ simulator }) {
  const { links: before } = await simulator.counters();
  return async () => {
    /** @type {Record<string, number>} */
    const bases = {};
    await until(
      'every link is held by the other worker',
      async () => {
        const [states, { links }] = [await simulator.links(), await simulator.counters()];
        for (const [link, { binds, accepted }] of Object.entries(links)) {
          if (binds > (before[link]?.binds ?? 0)) bases[link] ??= accepted;
        }
        const onward = Object.entries(bases).filter(([link, base]) => (links[link]?.accepted ?? 0) > base);
        return states.every(isBound) && onward.length === states.length;
      },
      LIMIT_MS,
    );
  };
}
