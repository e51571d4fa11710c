import { performance } from 'node:perf_hooks';
import { until } from './until.mjs';

/** What stood in sockets and buffers at the moment of the fault is no resumption. */
const IN_TRANSIT_MS = 300;
const LIMIT_MS = 60_000;

/**
 * @typedef {import('./simulator.mjs').Simulator} Simulator
 * @typedef {import('./simulator.mjs').Counters} Counters
 */

/** @param {Counters} counters */
const binds = ({ links }) => Object.values(links).reduce((sum, link) => sum + link.binds, 0);

/**
 * Counters after what was in transit at the fault has come.
 * @param {Simulator} simulator
 */
function afterTransit(simulator) {
  const at = performance.now();
  return until('what was in transit', async () =>
    performance.now() - at >= IN_TRANSIT_MS ? simulator.counters() : null,
  );
}

/**
 * The next accepted segment after a fault that left the connections standing.
 * @param {Simulator} simulator
 */
export async function goesOn(simulator) {
  const { accepted: base } = await afterTransit(simulator);
  await until('the next segment', async () => (await simulator.counters()).accepted > base, LIMIT_MS);
}

/**
 * The next accepted segment on each of these links.
 * @param {Simulator} simulator @param {readonly string[]} names
 */
export async function linksGoOn(simulator, names) {
  const { links: before } = await afterTransit(simulator);
  await until(
    `the next segment on ${names.join(', ')}`,
    async () => {
      const { links } = await simulator.counters();
      return names.every(name => (links[name]?.accepted ?? 0) > (before[name]?.accepted ?? 0));
    },
    LIMIT_MS,
  );
}

/**
 * The next accepted segment after a fault that ended connections: one that came on a new one.
 * @param {Simulator} simulator
 * @returns {Promise<() => Promise<void>>} to be made before the fault; what it gives waits
 */
export async function bindsAgain(simulator) {
  const before = binds(await simulator.counters());
  return async () => {
    const { accepted: base } = await until(
      'a link is bound again',
      async () => {
        const seen = await simulator.counters();
        return binds(seen) > before ? seen : null;
      },
      LIMIT_MS,
    );
    await until('the next segment', async () => (await simulator.counters()).accepted > base, LIMIT_MS);
  };
}

/**
 * These links are bound again, and no other had to.
 * @param {Simulator} simulator @param {readonly string[]} names
 * @returns {Promise<() => Promise<void>>} to be made before the fault
 */
export async function onlyTheseBindAgain(simulator, names) {
  const { links: before } = await simulator.counters();
  return async () => {
    const { links } = await until(
      `${names.join(', ')} are bound again`,
      async () => {
        const seen = await simulator.counters();
        const isBack = (/** @type {string} */ name) =>
          (seen.links[name]?.binds ?? 0) > (before[name]?.binds ?? 0);
        return names.every(isBack) ? seen : null;
      },
      LIMIT_MS,
    );
    const others = Object.keys(links).filter(
      link => !names.includes(link) && links[link]?.binds !== before[link]?.binds,
    );
    if (others.length > 0) throw new Error(`${others.join(', ')} lost their connections too`);
  };
}
