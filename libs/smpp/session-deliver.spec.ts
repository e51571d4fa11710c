import { parseReceipt } from './receipt';
import { STATUS } from './status';
import { frame, ID, receiptFrame, type Frame } from './testing/frame';
import { bound, closeAll, kinds, submit } from './testing/harness';

afterEach(closeAll);

const receipt = (sequence: number) => receiptFrame(sequence, `id:${sequence} stat:DELIVRD err:000`);

describe('receipts', () => {
  it('are answered when the caller says so, and not before', async () => {
    const { peer, session, deliveries, happened } = await bound();
    await peer.send(receipt(501));
    await happened();
    const [delivery] = deliveries;
    expect(delivery && parseReceipt(delivery.pdu)).toMatchObject({ messageId: '501', stat: 'DELIVRD' });
    await peer.send(frame(ID.enquireLink, 1));
    expect(await peer.next()).toMatchObject({ id: ID.enquireLinkResp });
    expect(session.unacknowledged).toBe(1);
    expect(delivery?.ack()).toBe(true);
    const resp = await peer.next();
    expect(resp).toMatchObject({ id: ID.deliverSmResp, sequence: 501, status: 0 });
    expect(resp.body).toEqual(Buffer.from([0]));
    expect(delivery?.ack()).toBe(false);
    expect(session.unacknowledged).toBe(0);
    expect(session.stats).toMatchObject({ delivered: 1, acknowledged: 1 });
  });

  it('acknowledged together are answered in one piece, each with its status', async () => {
    const { peer, deliveries, happened } = await bound();
    await peer.send(receipt(1), receipt(2), receipt(3));
    while (deliveries.length < 3) await happened();
    const before = peer.reads.length;
    deliveries.forEach(({ ack }, i) => ack(i === 1 ? STATUS.ESME_RX_T_APPN : 0));
    expect((await peer.take(3)).map(({ sequence, status }) => [sequence, status])).toEqual([
      [1, 0],
      [2, STATUS.ESME_RX_T_APPN],
      [3, 0],
    ]);
    expect(peer.reads.slice(before)).toEqual([3]);
  });

  it('may come as data_sm', async () => {
    const { peer, deliveries, happened } = await bound();
    const body = '\0\x01\x018869\0\x01\x01111\0\x04\0\0\0\x1e\0\x0277\x04\x27\0\x01\x03';
    await peer.send(frame(0x103, 9, 0, Buffer.from(body, 'latin1')));
    await happened();
    const [delivery] = deliveries;
    expect(delivery && parseReceipt(delivery.pdu)).toMatchObject({ messageId: '77', stat: 'EXPIRED' });
    delivery?.ack();
    expect(await peer.next()).toMatchObject({ id: 0x80000103, sequence: 9 });
  });

  it('that cannot be acknowledged any more come again: the caller is told', async () => {
    const { session, peer, deliveries, happened } = await bound();
    await peer.send(receipt(1));
    await happened();
    session.close();
    expect(deliveries[0]?.ack()).toBe(false);
    await peer.gone();
    expect(peer.unread).toEqual([]);
  });

  it('stop coming while the caller holds a full window of them, and go on from half', async () => {
    const { peer, session, deliveries, clock, happened } = await bound({
      deliverWindow: 4,
      enquireLinkMs: 0,
    });
    const submitted = submit(session, 1);
    const sent = await peer.next();
    const receipts = Array.from({ length: 10 }, (_, i) => receipt(i + 1));
    await peer.send(...receipts, frame(ID.submitSmResp, sent.sequence, 0, 'x\0'));
    while (deliveries.length < 4) await happened();
    expect([deliveries.length, session.unacknowledged]).toEqual([4, 4]);
    // The carrier's answer lies behind them, unread: that is no silence of the carrier's.
    clock.advance(60_000);
    expect(submitted.outcomes).toEqual([undefined]);
    deliveries[0]?.ack();
    expect(deliveries).toHaveLength(4);
    deliveries[1]?.ack();
    while (deliveries.length < 6) await happened();
    expect(session.unacknowledged).toBe(4);
    for (let i = 2; i < 10; i++) {
      while (deliveries.length <= i) await happened();
      deliveries[i]?.ack();
    }
    expect((await peer.take(10)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(kinds(await submitted.all)).toEqual(['accepted']);
  });

  it('that nobody acknowledges end the session, with the answers that lay behind them', async () => {
    const { peer, session, deliveries, clock, happened } = await bound({ deliverWindow: 1 });
    const { all } = submit(session, 2);
    const [a] = await peer.take(2);
    await peer.send(receipt(1), frame(ID.submitSmResp, a?.sequence ?? 0, 0, 'x\0'));
    while (deliveries.length < 1) await happened();
    clock.advance(89_000);
    expect(session.state).toBe('bound');
    clock.advance(1_100);
    expect(await session.closed).toEqual({ kind: 'stalled' });
    expect(kinds(await all)).toEqual(['accepted', 'no-answer']);
  });

  it('sent to a transmitter are refused', async () => {
    const { peer, deliveries } = await bound({ bind: { type: 'transmitter', systemId: 'a', password: 'b' } });
    await peer.send(receipt(1));
    expect(await peer.next()).toMatchObject({ id: ID.deliverSmResp, status: STATUS.ESME_RINVBNDSTS });
    expect(deliveries).toEqual([]);
  });

  it('whose handling throws end the session', async () => {
    const error = new Error('a bug in the caller');
    const onDeliver = () => {
      throw error;
    };
    const { peer, session } = await bound({}, { onDeliver });
    await peer.send(receipt(1));
    expect(await session.closed).toEqual({ kind: 'handler-threw', error });
    await peer.gone();
    expect(peer.unread).toEqual([]);
  });
});

describe('the link', () => {
  it('answers an enquiry, and asks when it hears nothing', async () => {
    const { peer, session, clock } = await bound({ enquireLinkMs: 30_000, responseTimeoutMs: 5_000 });
    await peer.send(frame(ID.enquireLink, 77));
    expect(await peer.next()).toMatchObject({ id: ID.enquireLinkResp, sequence: 77, status: 0 });
    for (let i = 0; i < 3; i++) {
      clock.advance(30_000);
      const enquiry: Frame = await peer.next();
      expect(enquiry.id).toBe(ID.enquireLink);
      await peer.send(frame(ID.enquireLinkResp, enquiry.sequence), frame(ID.enquireLink, i));
      await peer.next();
    }
    clock.advance(29_000);
    expect(session.state).toBe('bound');
    expect(peer.unread).toEqual([]);
  });

  it('is alive for a carrier that knows no enquire_link', async () => {
    const { peer, session, clock } = await bound({ enquireLinkMs: 1_000, responseTimeoutMs: 5_000 });
    clock.advance(1_000);
    const { sequence } = await peer.next();
    await peer.send(frame(ID.nack, sequence, STATUS.ESME_RINVCMDID), frame(ID.enquireLink, 1));
    await peer.next();
    clock.advance(900);
    expect(session.state).toBe('bound');
  });

  it('is given up when an enquiry has no answer', async () => {
    const { peer, session, clock } = await bound({ enquireLinkMs: 30_000, responseTimeoutMs: 5_000 });
    const { all } = submit(session, 1);
    await peer.next();
    clock.advance(34_900);
    expect(session.state).toBe('bound');
    clock.advance(200);
    expect(await session.closed).toEqual({ kind: 'enquire-timeout' });
    expect(kinds(await all)).toEqual(['no-answer']);
    await peer.gone();
  });

  it('is given up when a PDU stays half: octets alone are no life', async () => {
    const { peer, session, clock } = await bound({ enquireLinkMs: 0, idleTimeoutMs: 60_000 });
    const half = receipt(1);
    for (let i = 0; i < 6; i++) {
      const { bytesIn } = session.stats;
      await peer.send(half.subarray(i * 5, i * 5 + 5));
      while (session.stats.bytesIn === bytesIn) await new Promise(setImmediate);
      clock.advance(9_000);
    }
    expect(session.state).toBe('bound');
    clock.advance(6_100);
    expect(await session.closed).toEqual({ kind: 'idle' });
  });

  it('does not gather answers for a carrier that asks and does not read', async () => {
    const { peer, session } = await bound();
    await peer.pause();
    const enquiries = Buffer.concat(Array.from({ length: 65_536 }, (_, i) => frame(ID.enquireLink, i + 1)));
    for (let i = 0; i < 32; i++) void peer.send(enquiries);
    // An enquiry and its answer are of one size: the difference is what is held for the carrier.
    const held = () => session.stats.bytesIn - session.stats.bytesOut;
    let most = 0;
    for (let quiet = 0, seen = 0; quiet < 200; quiet++) {
      await new Promise(setImmediate);
      most = Math.max(most, held());
      if (session.stats.bytesIn > seen) quiet = 0;
      seen = session.stats.bytesIn;
    }
    expect(session.stats.bytesIn).toBeLessThan(32 * enquiries.length);
    expect(most).toBeLessThan(512 * 1_024);
    expect(session.state).toBe('bound');
  });

  it('tells of an alert_notification', async () => {
    const alerted = new Promise(resolve => {
      void bound({}, { onAlert: resolve }).then(({ peer }) =>
        peer.send(frame(0x102, 4, 0, Buffer.from('\x01\x018869\0\x03\x00111\0', 'latin1'))),
      );
    });
    expect(await alerted).toMatchObject({ command: 'alert_notification', sourceAddr: '8869' });
  });
});
