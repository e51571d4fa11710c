import { createConnection } from 'node:net';
import { killed } from './kill.mjs';
import { userOf } from './lib/person.mjs';
import { randomFrom } from './lib/random.mjs';
import { goesOn } from './lib/resumed.mjs';
import { runBatch } from './lib/run-batch.mjs';

const TIMES = 3;

/**
 * `npm run drill redis [-- --rows 10000 --count 3]`: Redis emptied, then killed (it comes back empty), in the middle of a
 * batch. It holds only what PostgreSQL can tell again, so nothing may be in doubt.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 10_000, count = TIMES, seed, person = await userOf(product) } = options;
  const random = randomFrom(seed);
  const points = () => Array.from({ length: count }, () => 0.05 + random() * 0.8).sort((a, b) => a - b);
  await product.simulator.command({ kind: 'settings', rtt: 30, tps: 0 });
  const emptied = await runBatch({ product, person, name: 'emptied', rows, crashes: 0 }, async flight => {
    for (const point of points()) {
      await flight.reach(Math.floor(point * flight.segments));
      await flight.fault(
        'FLUSHALL',
        () => command(product.now.REDIS_URL, 'FLUSHALL'),
        () => goesOn(product.simulator),
      );
    }
  });
  const dead = await runBatch({ product, person, name: 'killed', rows, crashes: 0 }, async flight => {
    for (const point of points()) {
      await flight.reach(Math.floor(point * flight.segments));
      await killed(product, flight, 'redis');
    }
  });
  await product.simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return [emptied, dead];
}

/**
 * One command to Redis, in its own protocol.
 * @param {string} url @param {string} line
 * @returns {Promise<void>}
 */
export const command = (url, line) =>
  new Promise((resolve, reject) => {
    const { hostname, port, password } = new URL(url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.on('error', reject);
    socket.on('data', () => {
      socket.end();
      resolve();
    });
    socket.write(`${password ? `AUTH ${password}\r\n` : ''}${line}\r\n`);
  });
