import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

/** TLS in front of a carrier that speaks without: what comes through is the same. */
export const tlsFront = async (port: number, { key, cert }: { key: string; cert: string }) => {
  const server = createServer({ key, cert }, socket => {
    const inner = connect({ port, host: '127.0.0.1' });
    socket.pipe(inner).pipe(socket);
    for (const side of [socket, inner]) side.on('error', () => side.destroy());
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return { port: address.port, stop: () => server.close() };
};
