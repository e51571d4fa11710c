import { createConnection } from 'node:net';
import { SERVER_USER } from '../places.mjs';
import { anyPort } from '../processes/ports.mjs';
import { Service } from '../processes/service.mjs';
import { findRedis } from './redis-binaries.mjs';

/**
 * A Redis that keeps nothing, not yet started: it holds only what can be rebuilt from PostgreSQL.
 * @param {{ log: string, runList: import('../processes/run-list.mjs').RunList,
 *   onEvent?: import('../processes/service.mjs').ServiceOptions['onEvent'] }} options
 * @returns {Promise<{ service: Service, url: string }>}
 */
export async function redisServer({ log, runList, onEvent }) {
  const { command, env } = await findRedis();
  const port = await anyPort();
  const service = new Service({
    name: 'redis',
    command,
    // Bull must never lose a key to memory pressure: it would rather see an error.
    args: ['--port', String(port), '--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction'].concat([
      '--save',
      '',
      '--appendonly',
      'no',
      '--daemonize',
      'no',
      '--dir',
      '/',
    ]),
    env,
    cwd: '/',
    ...SERVER_USER,
    log,
    runList,
    stop: [['SIGTERM', 5000]],
    ready: server => answersPing(server, port),
    onEvent,
  });
  return { service, url: `redis://127.0.0.1:${port}/0` };
}

/** @param {Service} server @param {number} port */
async function answersPing(server, port) {
  while (server.child) {
    if (await ping(port)) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** @param {number} port @returns {Promise<boolean>} */
const ping = port =>
  new Promise(resolve => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', answer => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
