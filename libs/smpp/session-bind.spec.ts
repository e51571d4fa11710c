import { createServer, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { openSession } from './session';
import { STATUS } from './status';
import { frame, ID } from './testing/frame';
import { bound, closeAll, connecting, submit } from './testing/harness';

afterEach(closeAll);

describe('a session that binds', () => {
  it('says who it is, and hears who the carrier is', async () => {
    const { peer, session, states } = await connecting({
      bind: { type: 'transceiver', systemId: 'moda111', password: 'secret', systemType: 'G', addrTon: 3 },
    });
    expect(session.state).toBe('connecting');
    const bind = await peer.next();
    expect(bind).toMatchObject({ id: ID.bindTransceiver, sequence: 1, status: 0 });
    expect(bind.body.toString('latin1')).toBe('moda111\0secret\0G\0\x34\x03\0\0');
    await peer.send(frame(ID.bindTransceiverResp, 1, 0, Buffer.from('CHT\0\x02\x10\0\x01\x34', 'latin1')));
    expect(await session.opened).toEqual({ ok: true, systemId: 'CHT', interfaceVersion: 0x34 });
    expect(states).toEqual([
      ['binding', undefined],
      ['bound', undefined],
    ]);
    expect(session.freeWindow).toBe(10);
  });

  it.each([
    ['transmitter', 0x02],
    ['receiver', 0x01],
  ] as const)('binds as %s', async (type, id) => {
    const { peer, session } = await connecting({ bind: { type, systemId: 'a', password: 'b' } });
    expect(await peer.acceptBind()).toMatchObject({ id });
    expect(await session.opened).toMatchObject({ ok: true });
    expect(session.freeWindow).toBe(type === 'receiver' ? 0 : 10);
  });

  it.each([
    ['a refusal', frame(ID.bindTransceiverResp, 1, STATUS.ESME_RBINDFAIL), STATUS.ESME_RBINDFAIL],
    ['a generic_nack', frame(ID.nack, 1, STATUS.ESME_RINVCMDID), STATUS.ESME_RINVCMDID],
  ])('ends on %s', async (_name, answer, status) => {
    const { peer, session } = await connecting();
    await peer.next();
    await peer.send(answer);
    expect(await session.opened).toEqual({ ok: false, reason: { kind: 'bind-refused', status } });
    expect(await session.closed).toEqual({ kind: 'bind-refused', status });
    expect(session.state).toBe('closed');
    await peer.gone();
  });

  it('takes no answer for its own but the one to its bind', async () => {
    const { peer, session, faults, clock } = await connecting();
    await peer.next();
    await peer.send(
      frame(ID.bindTransceiverResp, 2, 0, 'X\0'),
      frame(ID.submitSmResp, 1, 0, 'X\0'),
      frame(ID.enquireLink, 9),
    );
    expect(await peer.next()).toMatchObject({ id: ID.enquireLinkResp, sequence: 9 });
    expect(session.state).toBe('binding');
    expect(faults.map(fault => fault.kind)).toEqual(['unmatched-answer', 'unmatched-answer']);
    clock.advance(10_000);
    expect(await session.closed).toEqual({ kind: 'bind-timeout' });
  });

  it('gives up a carrier that connects and says nothing', async () => {
    const { peer, session, clock } = await connecting({ bindTimeoutMs: 5_000 });
    await peer.next();
    clock.advance(4_900);
    expect(session.state).toBe('binding');
    clock.advance(100);
    expect(await session.opened).toEqual({ ok: false, reason: { kind: 'bind-timeout' } });
    await peer.gone();
  });

  it('says why there is no connection', async () => {
    const { peer, session: first } = await connecting();
    first.close();
    const { port } = peer;
    await peer.close();
    const session = openSession(
      { host: '127.0.0.1', port, bind: { type: 'transceiver', systemId: 'a', password: '' }, window: 1 },
      { onDeliver: () => {} },
    );
    expect(await session.closed).toEqual({ kind: 'connect-failed', code: 'ECONNREFUSED' });
  });

  it('hears of a carrier that hangs up instead of answering', async () => {
    const { peer, session } = await connecting();
    await peer.next();
    await peer.end();
    expect(await session.opened).toEqual({ ok: false, reason: { kind: 'peer-closed' } });
  });

  it('does not send credentials that SMPP cannot carry', async () => {
    const bind = { type: 'transceiver', systemId: 'a', password: 'nine chars' } as const;
    const { peer, session } = await connecting({ bind });
    expect(await session.closed).toEqual({
      kind: 'invalid-bind',
      fault: { reason: 'too-long', field: 'password', status: STATUS.ESME_RINVPASWD },
    });
    await peer.gone();
    expect(peer.unread).toEqual([]);
  });

  it('answers a deliver_sm before the bind with a refusal, and an outbind with a nack', async () => {
    const { peer, deliveries } = await connecting();
    await peer.next();
    await peer.send(frame(ID.outbind, 5, 0, 'S\0p\0'), frame(0x103, 6, 0, Buffer.alloc(10)));
    expect(await peer.take(2)).toMatchObject([
      { id: ID.nack, sequence: 5, status: STATUS.ESME_RINVBNDSTS },
      { id: 0x80000103, sequence: 6, status: STATUS.ESME_RINVBNDSTS },
    ]);
    expect(deliveries).toEqual([]);
  });

  it('refuses settings that mean nothing', async () => {
    for (const bad of [
      { window: 0 },
      { window: 1.5 },
      { window: 100_000 },
      { rate: 0 },
      { deliverWindow: 0 },
    ]) {
      await expect(connecting(bad)).rejects.toThrow(RangeError);
    }
  });
});

describe('a session over TLS', () => {
  /** A key that both sides know spares the test a certificate; the rest of TLS is the same. */
  const key = Buffer.from('31'.repeat(32), 'hex');
  const psk = (secret: Buffer) => ({
    ciphers: 'PSK-AES256-GCM-SHA384',
    maxVersion: 'TLSv1.2' as const,
    pskCallback: () => ({ identity: 'moda', psk: secret }),
    checkServerIdentity: () => undefined,
  });

  const serve = async () => {
    const server = createServer({ ...psk(key), pskCallback: () => key }, socket => {
      socket.on('error', () => socket.destroy());
      socket.on('data', () => socket.write(frame(ID.bindTransceiverResp, 1, 0, 'TLS\0')));
    });
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return { server, port: address.port };
  };

  const dial = (port: number, secret: Buffer) =>
    openSession(
      {
        host: '127.0.0.1',
        port,
        tls: psk(secret),
        bind: { type: 'transceiver', systemId: 'a', password: 'b' },
        window: 1,
      },
      { onDeliver: () => {} },
    );

  it('binds', async () => {
    const { server, port } = await serve();
    const accepted: Promise<TLSSocket[]> = once(server, 'secureConnection');
    const session = dial(port, key);
    expect(await session.opened).toMatchObject({ ok: true, systemId: 'TLS' });
    const [socket] = await accepted;
    expect(socket?.encrypted).toBe(true);
    session.close();
    server.close();
  });

  it('sends nothing to a server that it cannot trust', async () => {
    const { server, port } = await serve();
    const session = dial(port, Buffer.alloc(32));
    expect(await session.closed).toMatchObject({ kind: 'connect-failed' });
    server.close();
  });
});

describe('before and after', () => {
  it('nothing is written, and everybody is told so', async () => {
    const { session, peer } = await connecting();
    expect(await submit(session, 2).all).toEqual(Array(2).fill({ kind: 'not-written', reason: 'not-bound' }));
    await peer.acceptBind();
    await session.opened;
    session.close();
    expect(await submit(session, 1).all).toEqual([{ kind: 'not-written', reason: 'closed' }]);
    expect(
      await session.query({ messageId: '1', sourceAddrTon: 0, sourceAddrNpi: 0, sourceAddr: '' }),
    ).toEqual({
      kind: 'not-written',
      reason: 'closed',
    });
    await peer.gone();
    expect(peer.unread).toEqual([]);
  });

  it('a receiver does not submit', async () => {
    const { session } = await bound({ bind: { type: 'receiver', systemId: 'a', password: 'b' } });
    expect(await submit(session, 1).all).toEqual([{ kind: 'not-written', reason: 'not-bound' }]);
  });
});
