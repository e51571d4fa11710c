import { createServer } from 'node:net';

/**
 * Whether a port can be taken, on loopback and on all addresses: a server that listens only on one of them
 * would otherwise go unnoticed on some systems.
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<number | null>} the port, null when it is taken
 */
const tryPort = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });

/** Ports handed out in this process that nobody may have bound yet. @type {Set<number>} */
const promised = new Set();

/** @returns {Promise<number>} a port that was free a moment ago, never the same twice */
export async function anyPort() {
  for (;;) {
    const port = await tryPort(0, '127.0.0.1');
    if (port !== null && !promised.has(port)) {
      promised.add(port);
      return port;
    }
  }
}

/**
 * @param {number} wanted
 * @returns {Promise<number>} the wanted port, or the next free one after it
 */
export async function portFrom(wanted) {
  for (let port = wanted; port < wanted + 200; port++) {
    if (promised.has(port)) continue;
    if ((await tryPort(port, '127.0.0.1')) === null || (await tryPort(port, '0.0.0.0')) === null) continue;
    promised.add(port);
    return port;
  }
  throw new Error(`no free port from ${wanted} to ${wanted + 199}`);
}
