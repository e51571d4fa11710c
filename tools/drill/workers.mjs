import { userOf } from './lib/person.mjs';
import { isBound, runBatch } from './lib/run-batch.mjs';
import { until } from './lib/until.mjs';

/** Waited for; what is allowed is the drill's to judge. */
const LIMIT_MS = 60_000;
/**
 * Three links with windows of 100 take 600 segments a second: the batch is still on its way when the dead worker's leases
 * have run out, so that its links must be seen to take segments again.
 */
const RTT_MS = 500;
const KILLED_AT = 0.2;

/**
 * `npm run drill workers [-- --rows 10000]`: two workers, one killed in mid-batch and not started again. The other holds
 * all links within 10 s and finishes. Then the other way round.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 10_000, person = await userOf(product) } = options;
  const second = await product.worker('worker-2');
  await linksShared(product);
  await product.simulator.command({ kind: 'settings', rtt: RTT_MS, tps: 0 });
  const first = await runBatch(
    { product, person, name: 'one of two killed', rows, crashes: 1, killed: true },
    async flight => {
      await flight.reach(Math.floor(KILLED_AT * flight.segments));
      product.holdBack('worker');
      await flight.fault('SIGKILL worker', () => product.kill('worker'), await takenOver(product));
    },
  );
  product.release('worker');
  await linksShared(product);
  const other = await runBatch(
    { product, person, name: 'the other killed', rows, crashes: 1, killed: true },
    async flight => {
      await flight.reach(Math.floor(KILLED_AT * flight.segments));
      await flight.fault('SIGKILL worker-2', () => second.kill(), await takenOver(product, second.pid));
    },
  );
  await product.simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return [first, other];
}

/**
 * Which links each worker holds, by the platform's own board.
 * @param {import('./lib/product.mjs').Product} product @returns {Promise<{ worker: string, links: string[] }[]>}
 */
async function leases(product) {
  const rows = await product.ask('SELECT worker, link_id AS link FROM link_lease WHERE lease_until > now()');
  return [...Map.groupBy(rows, ({ worker = '' }) => worker)].map(([worker, held]) => ({
    worker,
    links: held.map(({ link = '' }) => link),
  }));
}

/**
 * Resolves when two workers hold half of the links each, and all are bound.
 * @param {import('./lib/product.mjs').Product} product
 */
export const linksShared = product =>
  until(
    'two workers hold half of the links each',
    async () => {
      const [states, holders] = [await product.simulator.links(), await leases(product)];
      const even = holders.every(({ links }) => links.length * 2 === states.length);
      return holders.length === 2 && even && states.every(isBound);
    },
    LIMIT_MS,
  );

/**
 * Waits until every link of the worker that dies is bound again and gets segments there, and all others stand as they did.
 * @param {import('./lib/product.mjs').Product} product @param {number | null | undefined} [pid] of the worker
 * @returns {Promise<() => Promise<void>>} to be made before the fault
 */
export async function takenOver(product, pid = product.now.pids.worker) {
  const { simulator } = product;
  const holders = await leases(product);
  const lost = holders.find(({ worker }) => worker.split('-').includes(String(pid)))?.links ?? [];
  const kept = holders.flatMap(({ links }) => links).filter(link => !lost.includes(link));
  if (lost.length === 0) throw new Error(`worker ${pid} holds no link that could be taken over`);
  const { links: before } = await simulator.counters();
  return async () => {
    /** Segments of each link when it was first seen bound again. @type {Record<string, number>} */
    const bases = {};
    const { links } = await until(
      `${lost.join(', ')} are held by the other worker`,
      async () => {
        const [states, seen] = [await simulator.links(), await simulator.counters()];
        for (const link of lost) {
          const { binds = 0, accepted = 0 } = seen.links[link] ?? {};
          if (binds > (before[link]?.binds ?? 0)) bases[link] ??= accepted;
        }
        const onward = lost.every(link => (seen.links[link]?.accepted ?? 0) > (bases[link] ?? Infinity));
        return onward && states.every(isBound) ? seen : null;
      },
      LIMIT_MS,
    );
    const torn = kept.filter(link => links[link]?.binds !== before[link]?.binds);
    if (torn.length > 0) throw new Error(`${torn.join(', ')} of the other worker lost their connections too`);
  };
}
