import { until } from './until.mjs';

/** What stood in sockets and buffers at the moment of the fault is no resumption. */
const IN_TRANSIT_MS = 300;
const LIMIT_MS = 60_000;

/** @param {import('./simulator.mjs').Counters} counters */
const binds = ({ links }) => Object.values(links).reduce((sum, link) => sum + link.binds, 0);

/**
 * The next accepted segment after a fault that left the connections standing.
 * @param {import('./simulator.mjs').Simulator} simulator
 */
export async function goesOn(simulator) {
  const at = Date.now();
  let base = Infinity;
  await until(
    'the next segment',
    async () => {
      const { accepted } = await simulator.counters();
      if (base < accepted) return true;
      if (Date.now() - at >= IN_TRANSIT_MS && base === Infinity) base = accepted;
      return false;
    },
    LIMIT_MS,
  );
}

/**
 * The next accepted segment after a fault that ended connections: one that came on a new one.
 * @param {import('./simulator.mjs').Simulator} simulator
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
 * The next accepted segment on each of these links.
 * @param {import('./simulator.mjs').Simulator} simulator @param {readonly string[]} names
 */
export async function linksGoOn(simulator, names) {
  const { links: before } = await simulator.counters();
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
 * This link is bound again, and no other.
 * @param {import('./simulator.mjs').Simulator} simulator @param {string} name
 * @returns {Promise<() => Promise<void>>} to be made before the fault
 */
export async function onlyBindsAgain(simulator, name) {
  const { links: before } = await simulator.counters();
  return async () => {
    const { links } = await until(
      `${name} is bound again`,
      async () => {
        const seen = await simulator.counters();
        return (seen.links[name]?.binds ?? 0) > (before[name]?.binds ?? 0) ? seen : null;
      },
      LIMIT_MS,
    );
    const others = Object.keys(links).filter(
      link => link !== name && links[link]?.binds !== before[link]?.binds,
    );
    if (others.length > 0) throw new Error(`${others.join(', ')} lost their connections too`);
  };
}
