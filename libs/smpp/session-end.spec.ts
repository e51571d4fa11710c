import fc from 'fast-check';
import { STATUS } from './status';
import { frame, ID, receiptFrame } from './testing/frame';
import { bound, closeAll, kinds, submit } from './testing/harness';

afterEach(closeAll);

describe('a bad PDU', () => {
  it.each([
    ['a length of 4 GB', Buffer.from('ffffffff', 'hex')],
    ['a length of 15', Buffer.from('0000000f', 'hex')],
    ['words of another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s is answered with generic_nack and closes at once', async (_name, bytes) => {
    const { peer, session } = await bound();
    const { all } = submit(session, 1);
    await peer.next();
    await peer.send(bytes);
    expect(await peer.next()).toMatchObject({ id: ID.nack, sequence: 0, status: STATUS.ESME_RINVCMDLEN });
    expect(await session.closed).toMatchObject({ kind: 'bad-pdu', malformed: { reason: 'command-length' } });
    expect(await all).toEqual([{ kind: 'no-answer', reason: 'closed' }]);
    await peer.gone();
  });

  it('what came whole before it still counts', async () => {
    const { peer, session } = await bound();
    const { all } = submit(session, 1);
    const { sequence } = await peer.next();
    await peer.send(frame(ID.submitSmResp, sequence, 0, 'x\0'), Buffer.alloc(9, 0xff));
    expect(kinds(await all)).toEqual(['accepted']);
    expect(await session.closed).toMatchObject({ kind: 'bad-pdu' });
  });

  it('a deliver_sm whose octets are not what they say is refused and closes', async () => {
    const { peer, session, deliveries } = await bound();
    await peer.send(frame(ID.deliverSm, 8, 0, Buffer.from('\0\x01\x018869', 'latin1')));
    expect(await peer.next()).toMatchObject({
      id: ID.deliverSmResp,
      sequence: 8,
      status: STATUS.ESME_RINVSRCADR,
    });
    expect(await session.closed).toMatchObject({
      kind: 'bad-pdu',
      malformed: { reason: 'unterminated', field: 'source_addr' },
    });
    expect(deliveries).toEqual([]);
  });

  it('a sound one with one bad value is refused, and the session goes on', async () => {
    const { peer, session, faults, deliveries, happened } = await bound();
    await peer.send(
      receiptFrame(8, 'id:1 stat:DELIVRD', '1'.repeat(21)),
      frame(0x999, 9),
      receiptFrame(10, 'id:1'),
    );
    expect(await peer.take(2)).toMatchObject([
      { id: ID.deliverSmResp, sequence: 8, status: STATUS.ESME_RINVSRCADR },
      { id: ID.nack, sequence: 9, status: STATUS.ESME_RINVCMDID },
    ]);
    while (deliveries.length < 1) await happened();
    expect(session.state).toBe('bound');
    expect(faults).toMatchObject([
      { kind: 'malformed', malformed: { field: 'source_addr' } },
      { kind: 'malformed', malformed: { reason: 'unknown-command', commandId: 0x999 } },
    ]);
    expect(JSON.stringify(faults)).not.toContain('1111');
  });

  it('an answer is never answered', async () => {
    const { peer, session, faults, happened } = await bound();
    await peer.send(frame(0x80000999, 9), frame(ID.deliverSmResp, 3, 0, '\0'));
    while (faults.length < 2) await happened();
    await peer.send(frame(ID.enquireLink, 1));
    expect(await peer.next()).toMatchObject({ id: ID.enquireLinkResp });
    expect(session.state).toBe('bound');
  });

  it('requests that are for a carrier are refused', async () => {
    const { peer, faults } = await bound();
    await peer.send(frame(ID.outbind, 5, 0, 'S\0p\0'), frame(ID.querySm, 6, 0, '1\0\0\0\0'));
    expect(await peer.take(2)).toMatchObject([
      { id: ID.nack, sequence: 5, status: STATUS.ESME_RINVBNDSTS },
      { id: ID.nack, sequence: 6, status: STATUS.ESME_RINVCMDID },
    ]);
    expect(faults).toEqual([
      { kind: 'unexpected-request', command: 'outbind' },
      { kind: 'unexpected-request', command: 'query_sm' },
    ]);
  });

  it('no noise keeps a session from ending, and every submit ends with it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async noise => {
        const { peer, session } = await bound({ maxPduBytes: 2_048 });
        const { all } = submit(session, 3);
        await peer.take(3);
        await peer.send(noise);
        await peer.end();
        const { kind } = await session.closed;
        expect(['bad-pdu', 'peer-closed', 'unbound-by-peer', 'socket-error']).toContain(kind);
        expect(await all).toHaveLength(3);
        await closeAll();
      }),
      { numRuns: 60 },
    );
  });
});

describe('unbinding', () => {
  it('by drain: takes no more, waits for what is out, then says goodbye', async () => {
    const { peer, session, states, deliveries, happened } = await bound({ rate: 100 });
    await peer.send(receiptFrame(5, 'id:1 stat:DELIVRD'));
    while (deliveries.length < 1) await happened();
    const { outcomes } = submit(session, 4);
    const [a, b] = await peer.take(2);
    const ended = session.drain();
    expect(outcomes).toEqual([
      undefined,
      undefined,
      ...Array(2).fill({ kind: 'not-written', reason: 'draining' }),
    ]);
    expect(await submit(session, 1).all).toEqual([{ kind: 'not-written', reason: 'draining' }]);
    await peer.send(frame(ID.submitSmResp, a?.sequence ?? 0, 0, 'A\0'));
    await peer.send(frame(ID.submitSmResp, b?.sequence ?? 0, 0, 'B\0'), frame(ID.enquireLink, 1));
    expect((await peer.next()).id).toBe(ID.enquireLinkResp);
    expect([session.state, kinds(outcomes.slice(0, 2))]).toEqual(['draining', ['accepted', 'accepted']]);
    deliveries[0]?.ack();
    const [resp, unbind] = await peer.take(2);
    expect([resp?.id, unbind?.id]).toEqual([ID.deliverSmResp, ID.unbind]);
    await peer.send(frame(ID.unbindResp, unbind?.sequence ?? 0));
    expect(await ended).toEqual({ kind: 'unbound' });
    expect(await session.drain()).toEqual({ kind: 'unbound' });
    await peer.gone();
    expect(states.map(([state]) => state)).toEqual(['binding', 'bound', 'draining', 'unbinding', 'closed']);
  });

  it('by drain: does not wait for ever for answers, acknowledgements, or the goodbye', async () => {
    const { peer, session, clock, deliveries, happened } = await bound({ responseTimeoutMs: 5_000 });
    await peer.send(receiptFrame(5, 'id:1 stat:DELIVRD'));
    while (deliveries.length < 1) await happened();
    const { all } = submit(session, 1);
    await peer.next();
    const ended = session.drain();
    clock.advance(5_100);
    expect(await all).toEqual([{ kind: 'no-answer', reason: 'timeout' }]);
    expect((await peer.next()).id).toBe(ID.unbind);
    clock.advance(5_100);
    expect(await ended).toEqual({ kind: 'unbind-timeout' });
  });

  it('by drain before the bind: is a close', async () => {
    const { session } = await bound();
    session.close();
    expect(await session.drain()).toEqual({ kind: 'closed-by-caller' });
  });

  it('by the carrier that hangs up on our unbind', async () => {
    const { peer, session } = await bound();
    const ended = session.drain();
    await peer.next();
    await peer.end();
    expect(await ended).toEqual({ kind: 'unbound' });
  });

  it('by the carrier: is answered, and answers under way still count', async () => {
    const { peer, session } = await bound({ rate: 100 });
    const { all } = submit(session, 3);
    const [a, b] = await peer.take(2);
    await peer.send(frame(ID.unbind, 900));
    expect(await peer.next()).toMatchObject({ id: ID.unbindResp, sequence: 900, status: 0 });
    expect([session.state, session.freeWindow]).toEqual(['unbinding', 0]);
    await peer.send(frame(ID.submitSmResp, a?.sequence ?? 0, 0, 'A\0'));
    await peer.send(frame(ID.submitSmResp, b?.sequence ?? 0, 0, 'B\0'));
    expect(await session.closed).toEqual({ kind: 'unbound-by-peer' });
    expect(await all).toMatchObject([
      { kind: 'accepted', messageId: 'A' },
      { kind: 'accepted', messageId: 'B' },
      { kind: 'not-written', reason: 'closed' },
    ]);
    await peer.gone();
  });

  it('by the carrier: what it does not answer any more is not waited for', async () => {
    const { peer, session, clock } = await bound();
    const { all } = submit(session, 1);
    await peer.next();
    await peer.send(frame(ID.unbind, 900));
    await peer.next();
    clock.advance(1_100);
    expect(await session.closed).toEqual({ kind: 'unbound-by-peer' });
    expect(await all).toEqual([{ kind: 'no-answer', reason: 'closed' }]);
  });
});
