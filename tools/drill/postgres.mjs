import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { killed } from './kill.mjs';
import { userOf } from './lib/person.mjs';
import { goesOn } from './lib/resumed.mjs';
import { Outage, runBatch } from './lib/run-batch.mjs';
import { linksShared } from './workers.mjs';

/** Fast shutdown, immediate shutdown, and no shutdown at all. @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'];
/** Longer than the lease of a claim (15 s): whoever holds messages cannot say so all that time, and holds them still. */
const OUTAGE_MS = 22_000;
const RTT_MS = 30;

/**
 * `npm run drill postgres [-- --rows 10000 --only outage]`: PostgreSQL restarted in three ways in the middle of a batch,
 * then away for longer than a claim lasts, with one worker and with two. Connections to the carriers stand, and what they
 * answer meanwhile waits for it: nothing may be in doubt.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 10_000, only, person = await userOf(product) } = options;
  await product.simulator.command({ kind: 'settings', rtt: RTT_MS, tps: 0 });
  /** @type {Record<string, () => Promise<import('./lib/run-batch.mjs').Round>>} */
  const cases = {
    restarted: () =>
      runBatch({ product, person, name: 'restarted', rows, crashes: 0, killed: true }, async flight => {
        for (const [i, signal] of SIGNALS.entries()) {
          await flight.reach(Math.floor(((i + 1) / 5) * flight.segments));
          await killed(product, flight, 'postgres', signal);
        }
      }),
    outage: () =>
      runBatch({ product, person, name: 'outage', rows, crashes: 0, killed: true }, outage(product)),
    'outage, two workers': async () => {
      const second = await product.worker('worker-2');
      await linksShared(product);
      const name = 'outage, two workers';
      const round = await runBatch(
        { product, person, name, rows, crashes: 0, killed: true },
        outage(product),
      );
      await second.stop();
      return round;
    },
  };
  const rounds = [];
  for (const [name, program] of Object.entries(cases)) {
    if (!only || name === only) rounds.push(await program());
  }
  await product.simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return rounds;
}

/** @param {import('./lib/product.mjs').Product} product @returns {(flight: import('./lib/run-batch.mjs').Flight) => Promise<void>} */
const outage = product => async flight => {
  await flight.reach(Math.floor(flight.segments / 3));
  const deed = async () => {
    product.holdBack('postgres');
    const { pid } = await product.kill('postgres', 'SIGINT');
    await pause(OUTAGE_MS);
    product.release('postgres');
    await product.back('postgres', pid);
    return new Outage(performance.now());
  };
  await flight.fault(`PostgreSQL away for ${OUTAGE_MS / 1000} s`, deed, () => goesOn(product.simulator));
};
