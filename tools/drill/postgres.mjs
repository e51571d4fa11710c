import { killed } from './kill.mjs';
import { userOf } from './lib/person.mjs';
import { runBatch } from './lib/run-batch.mjs';

/** Fast shutdown, immediate shutdown, and no shutdown at all. @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'];

/**
 * `npm run drill postgres [-- --rows 10000]`: PostgreSQL restarted in three ways in the middle of a batch. Connections to
 * the carriers stand, and what they answer meanwhile waits for it: nothing may be in doubt.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 10_000, person = await userOf(product) } = options;
  await product.simulator.command({ kind: 'settings', rtt: 30, tps: 0 });
  const round = await runBatch({ product, person, name: 'restarted', rows, crashes: 0 }, async flight => {
    for (const [i, signal] of SIGNALS.entries()) {
      await flight.reach(Math.floor(((i + 1) / 5) * flight.segments));
      await killed(product, flight, 'postgres', signal);
    }
  });
  await product.simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return [round];
}
