import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startCost } from './cost.mjs';
import { RawHttp, rawRequest } from './raw-http.mjs';
import { bodyOf, expectedContent, numberOf } from './recipients.mjs';
import { spanOf } from './simulator.mjs';

const CONNECTIONS = 50;
const STILL_MS = 30_000;
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n';

/**
 * Hears Kannel's callbacks as cheaply as can be: each request is answered, counted, and its time kept.
 * @returns {Promise<{ port: number, heard: () => number, lastAt: () => number, reset: () => void, close: () => void }>}
 */
export async function hearCallbacks() {
  let [heard, lastAt] = [0, 0];
  const server = createServer({ noDelay: true }, socket => {
    let rest = '';
    socket.on('data', chunk => {
      const parts = (rest + chunk.toString('latin1')).split('\r\n\r\n');
      rest = parts.pop() ?? '';
      if (parts.length === 0) return;
      heard += parts.length;
      lastAt = Date.now();
      socket.write(ANSWER.repeat(parts.length));
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    heard: () => heard,
    lastAt: () => lastAt,
    reset: () => ([heard, lastAt] = [0, 0]),
    close: () => server.close(),
  };
}

/**
 * The same recipients and texts as the list that the platform gets, each by a call of sendsms over fifty kept-alive
 * connections, until the last callback was answered (without receipts: until the carriers have all of them).
 * @param {{ kannel: Awaited<ReturnType<typeof import('../../servers/kannel.mjs').kannelServer>>,
 *   simulator: import('./simulator.mjs').SimulatorClient, callbacks: Awaited<ReturnType<typeof hearCallbacks>>,
 *   rows: number, signature: string, receipts: boolean, pids: Record<string, number> }} asked
 *   `pids`: of what works for it besides its own processes
 */
export async function measureKannel({ kannel, simulator, callbacks, rows, signature, receipts, pids }) {
  await simulator.reset();
  callbacks.reset();
  const stopCost = startCost({ ...kannel.pids(), ...pids });
  const ownBefore = process.cpuUsage();
  const startedAt = Date.now();
  const url = encodeURIComponent(`http://127.0.0.1:${callbacks.port}/dlr?d=%d`);
  const dlr = receipts ? `&dlr-mask=3&dlr-url=${url}` : '';
  const query = (/** @type {number} */ i) =>
    `${kannel.query}${dlr}&to=${numberOf(i)}&text=${encodeURIComponent(`${signature}\n${bodyOf(i)}`)}`;
  let [next, refused] = [0, 0];
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => RawHttp.connect(kannel.sendPort)),
  );
  await Promise.all(
    connections.map(async connection => {
      while (next < rows) {
        const { status } = await connection.ask(rawRequest('GET', query(next++)));
        if (status !== 202) refused++;
      }
      connection.close();
    }),
  );
  const accepted = (Date.now() - startedAt) / 1000;
  const done = async () =>
    receipts ? callbacks.heard() : /** @type {number} */ ((await simulator.counters()).accepted);
  await untilAll(done, rows - refused);
  const counters = await simulator.counters();
  const submits = spanOf((await simulator.timeline()).accepted);
  const completed = ((receipts ? callbacks.lastAt() : submits.last) - startedAt) / 1000;
  const cpu = stopCost(rows);
  const own = process.cpuUsage(ownBefore);
  return {
    accepted,
    completed,
    perSecond: rows / completed,
    'CPU µs': cpu.total,
    callbacks: callbacks.heard(),
    good:
      refused === 0 &&
      counters.accepted === rows &&
      counters.content === expectedContent(rows, 0, signature) &&
      (!receipts || callbacks.heard() === rows),
    cpu: { ...cpu.each, simulator: cpu.simulator, caller: (own.user + own.system) / rows },
    violations: counters.violations,
  };
}

/** @param {() => Promise<number>} count @param {number} all */
async function untilAll(count, all) {
  let [before, since] = [-1, Date.now()];
  for (;;) {
    const now = await count();
    if (now >= all) return;
    if (now !== before) [before, since] = [now, Date.now()];
    if (Date.now() - since > STILL_MS) return;
    await pause(50);
  }
}
