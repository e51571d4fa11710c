import { userOf } from './lib/person.mjs';
import { bindsAgain } from './lib/resumed.mjs';
import { isBound, runBatch } from './lib/run-batch.mjs';
import { until } from './lib/until.mjs';

/** What a worker may find where its log should go. */
const LOGS = [
  { name: 'log on a full disk', output: '>/dev/full 2>&1' },
  { name: 'log into a closed pipe', output: '' },
  { name: 'no log at all', output: '>&- 2>&-' },
];

/**
 * `npm run drill disk [-- --rows 4000]`: a log that cannot be written must not stop the sending. Connections are cut in
 * the middle, so that there is something to log.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 4_000, person = await userOf(product) } = options;
  const { simulator } = product;
  await simulator.command({ kind: 'settings', rtt: 30, tps: 0 });
  product.holdBack('worker');
  await product.kill('worker');
  const rounds = [];
  for (const { name, output } of LOGS) {
    const bound = () =>
      until('every link is bound', async () => (await simulator.links()).every(isBound), 60_000);
    await until('no link is bound', async () => !(await simulator.links()).some(isBound));
    const worker = await product.worker(
      `worker-${name.replaceAll(' ', '-')}`,
      output ? { output, ready: bound } : {},
    );
    await bound();
    if (!output) worker.closePipe();
    const round = await runBatch({ product, person, name, rows, crashes: 1 }, async flight => {
      await flight.reach(Math.floor(flight.segments / 3));
      await flight.fault(
        'all links cut',
        () => simulator.command({ kind: 'cut' }),
        await bindsAgain(simulator),
      );
    });
    if (!worker.isAlive) round.violations.push('the worker did not survive');
    rounds.push(round);
    await worker.stop();
  }
  product.release('worker');
  await product.back('worker', 0);
  await simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return rounds;
}
