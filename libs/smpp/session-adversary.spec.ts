import fc from 'fast-check';
import { STATUS } from './status';
import { bound, closeAll, kinds, submit, type Harness } from './testing/harness';
import { frame, ID, receiptFrame, type Frame } from './testing/frame';

jest.setTimeout(60_000);
afterEach(closeAll);

const DELIVER_WINDOW = 50;
const MAX_PDU = 4_096;

/** Whatever happened, nothing is left open and the counts add up. */
const expectAllEnded = ({ session }: Harness, count: number) => {
  expect(session).toMatchObject({ state: 'closed', inFlight: 0, waiting: 0, freeWindow: 0 });
  const { submitted, accepted, refused, unanswered, notWritten } = session.stats;
  expect(submitted).toBe(accepted + refused + unanswered);
  expect(submitted + notWritten).toBe(count);
};

const accepted = (one: Frame, id = 'id') => frame(ID.submitSmResp, one.sequence, 0, `${id}\0`);

describe('a carrier that answers what nobody asked', () => {
  it('by the thousand: each is counted, and only our own submits end', async () => {
    const harness = await bound();
    const { peer, session, faults, happened } = harness;
    const { all, outcomes } = submit(session, 3);
    const ours = await peer.take(3);
    const strange = Array.from({ length: 5_000 }, (_, i) => frame(ID.submitSmResp, 1_000 + i, 0, 'x\0'));
    await peer.send(...strange);
    while (faults.length < strange.length) await happened();
    expect(kinds(outcomes)).toEqual([undefined, undefined, undefined]);
    await peer.send(...ours.map(one => accepted(one)));
    expect(kinds(await all)).toEqual(Array(3).fill('accepted'));
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['unmatched-answer']));
    expect(session.state).toBe('bound');
  });

  it('with an answer of another kind to our number: the submit stays open until its own comes', async () => {
    const { peer, session, faults } = await bound();
    const { all, outcomes } = submit(session, 1);
    const one = await peer.next();
    await peer.send(
      frame(ID.querySmResp, one.sequence, 0, 'id\0\0\x02\0'),
      frame(ID.enquireLinkResp, one.sequence),
      frame(ID.deliverSmResp, one.sequence, 0, '\0'),
      frame(ID.unbindResp, one.sequence),
      frame(ID.bindTransceiverResp, one.sequence, 0, 'carrier\0'),
      frame(ID.enquireLink, 900),
    );
    expect((await peer.next()).id).toBe(ID.enquireLinkResp);
    expect([faults.length, kinds(outcomes)]).toEqual([5, [undefined]]);
    await peer.send(accepted(one));
    expect(kinds(await all)).toEqual(['accepted']);
  });

  it('twice, first yes, then no: the first word stands', async () => {
    const { peer, session, faults } = await bound();
    const { all, late } = submit(session, 1);
    const one = await peer.next();
    await peer.send(
      accepted(one, 'first'),
      frame(ID.submitSmResp, one.sequence, STATUS.ESME_RSYSERR),
      frame(ID.nack, one.sequence, STATUS.ESME_RINVCMDID),
      frame(ID.enquireLink, 901),
    );
    await peer.next();
    expect(await all).toMatchObject([{ kind: 'accepted', messageId: 'first' }]);
    expect(late).toEqual([]);
    expect(faults.map(({ kind }) => kind)).toEqual(['unmatched-answer', 'nacked']);
  });

  it('late and twice: told once', async () => {
    const { peer, session, clock } = await bound({ responseTimeoutMs: 1_000, enquireLinkMs: 0, tickMs: 100 });
    const { all, late } = submit(session, 2);
    const [one, two] = await peer.take(2);
    while (session.inFlight > 0) clock.advance(100);
    expect(kinds(await all)).toEqual(['no-answer', 'no-answer']);
    if (!one || !two) throw new Error('two submits');
    await peer.send(accepted(one), accepted(one), accepted(two), accepted(two), frame(ID.enquireLink, 902));
    await peer.next();
    expect(late.map(([index]) => index).sort()).toEqual([0, 1]);
    expect(session.stats).toMatchObject({ late: 2, unanswered: 2, faults: 2 });
  });
});

describe('a carrier that floods', () => {
  it('with receipts: no more are taken than the caller acknowledges, and reading stops', async () => {
    const harness = await bound({ deliverWindow: DELIVER_WINDOW });
    const { peer, session, deliveries, happened } = harness;
    const flood = Buffer.concat(
      Array.from({ length: 100_000 }, (_, i) => receiptFrame(i + 1, 'id:1 stat:DELIVRD')),
    );
    await peer.send(flood);
    while (deliveries.length < DELIVER_WINDOW) await happened();
    expect(session.unacknowledged).toBe(DELIVER_WINDOW);
    // The rest lies with TCP: what was read is bounded, whatever was sent.
    expect(session.stats.bytesIn).toBeLessThan(flood.length / 10);
    session.close();
    expect(deliveries).toHaveLength(DELIVER_WINDOW);
    await session.closed;
  });

  it('with unbinds in mid-window: one goodbye, every submit ends, and no reading after it', async () => {
    const harness = await bound();
    const { peer, session } = harness;
    const { all } = submit(session, 4);
    const [one] = await peer.take(4);
    if (!one) throw new Error('four submits');
    await peer.send(
      frame(ID.unbind, 950),
      frame(ID.unbind, 951),
      accepted(one),
      frame(ID.unbind, 952),
      frame(ID.submitSmResp, 0x7fffffff, 0, 'x\0'),
    );
    await peer.take(3);
    await peer.end();
    expect(await session.closed).toEqual({ kind: 'unbound-by-peer' });
    expect(kinds(await all)).toEqual(['accepted', 'no-answer', 'no-answer', 'no-answer']);
    expectAllEnded(harness, 4);
  });
});

describe('a carrier that sends large and strange things', () => {
  const text = 'id:7 stat:DELIVRD';
  const tlv = (tag: number, value: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(value.length, 2);
    return Buffer.concat([head, value]);
  };
  const receiptWith = (sequence: number, ...tlvs: Buffer[]) => {
    const plain = receiptFrame(sequence, text).subarray(16);
    return frame(ID.deliverSm, sequence, 0, Buffer.concat([plain, ...tlvs]));
  };

  it('thousands of TLVs in one PDU, unknown and repeated: taken as they are', async () => {
    const { peer, deliveries, happened } = await bound();
    await peer.send(
      receiptWith(5, ...Array.from({ length: 8_000 }, (_, i) => tlv(0x1400 + (i % 100), Buffer.alloc(1)))),
    );
    while (deliveries.length < 1) await happened();
    expect(deliveries[0]?.pdu.tlvs.others).toHaveLength(8_000);
  });

  it('an id of a kilobyte: refused, and the session goes on', async () => {
    const { peer, session, faults, happened } = await bound();
    await peer.send(receiptWith(6, tlv(0x001e, Buffer.alloc(1_024, 0x31))));
    while (faults.length < 1) await happened();
    expect(await peer.next()).toMatchObject({
      id: ID.deliverSmResp,
      sequence: 6,
      status: STATUS.ESME_RINVPARLEN,
    });
    expect(session.state).toBe('bound');
  });

  it('a PDU beyond the bound: its four octets of length are enough to close', async () => {
    const harness = await bound({ maxPduBytes: MAX_PDU });
    const { peer, session } = harness;
    const { all } = submit(session, 2);
    await peer.take(2);
    await peer.send(Buffer.from([0, 0, 0x10, 0x01]));
    expect(await session.closed).toMatchObject({ kind: 'bad-pdu', malformed: { reason: 'command-length' } });
    expect(kinds(await all)).toEqual(['no-answer', 'no-answer']);
    expectAllEnded(harness, 2);
  });

  it('one octet at a time: read, and worth no sign of life until it is whole', async () => {
    const { peer, session, clock, deliveries, happened } = await bound({
      idleTimeoutMs: 5_000,
      enquireLinkMs: 0,
      tickMs: 500,
    });
    for (const octet of receiptFrame(8, text)) await peer.send(Buffer.from([octet]));
    while (deliveries.length < 1) await happened();
    deliveries[0]?.ack();
    expect((await peer.next()).sequence).toBe(8);
    const before = session.stats.bytesIn;
    await peer.send(receiptFrame(9, text).subarray(0, 30));
    while (session.stats.bytesIn === before) await new Promise(setImmediate);
    while (session.state !== 'closed') clock.advance(500);
    expect(await session.closed).toEqual({ kind: 'idle' });
  });
});

describe('whatever a carrier does, in any order,', () => {
  type Deed =
    | 'answer'
    | 'refuse'
    | 'nack'
    | 'again'
    | 'unknown'
    | 'receipt'
    | 'enquire'
    | 'unbind'
    | 'outbind'
    | 'bad-value'
    | 'time'
    | 'submit'
    | 'query'
    | 'ack'
    | 'drain';
  const deeds: readonly Deed[] = [
    ...(['answer', 'answer', 'refuse', 'nack', 'again', 'unknown', 'receipt', 'enquire', 'outbind'] as const),
    ...(['bad-value', 'time', 'submit', 'submit', 'submit', 'query', 'ack', 'ack'] as const),
    ...(['unbind', 'drain'] as const),
  ];

  it('each submit and query ends exactly once, each receipt is answered at most once, and the session ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...deeds), { minLength: 1, maxLength: 60 }),
        fc.constantFrom('end', 'reset', 'close' as const),
        async (script, last) => {
          const harness = await bound({
            ...{ window: 4, responseTimeoutMs: 1_000, enquireLinkMs: 3_000, tickMs: 100 },
            ...{ deliverWindow: 3, maxPduBytes: MAX_PDU },
          });
          const { peer, session, clock, deliveries } = harness;
          const submitted: ReturnType<typeof submit>[] = [];
          const queries: Promise<unknown>[] = [];
          const seen: Frame[] = [];
          let sequence = 10_000;
          let acknowledged = 0;
          for (const deed of script) {
            // What has come so far; nothing is waited for, so that the order is the script's.
            await new Promise(setImmediate);
            while (peer.unread.length > 0) seen.push(await peer.next());
            const open = seen.filter(({ id }) => id === ID.submitSm);
            const one = open[sequence % Math.max(open.length, 1)];
            sequence++;
            if (deed === 'submit') submitted.push(submit(session, 3));
            else if (deed === 'query')
              queries.push(
                session.query({ messageId: 'x', sourceAddrTon: 0, sourceAddrNpi: 0, sourceAddr: '111' }),
              );
            else if (deed === 'time') for (let i = 0; i < 5; i++) clock.advance(100);
            else if (deed === 'ack') acknowledged += deliveries.shift()?.ack() ? 1 : 0;
            else if (deed === 'drain') void session.drain();
            else if (deed === 'receipt') await peer.send(receiptFrame(sequence, 'id:1 stat:DELIVRD'));
            else if (deed === 'enquire') await peer.send(frame(ID.enquireLink, sequence));
            else if (deed === 'unbind') await peer.send(frame(ID.unbind, sequence));
            else if (deed === 'outbind') await peer.send(frame(ID.outbind, sequence, 0, 'x\0y\0'));
            else if (deed === 'unknown') await peer.send(frame(ID.submitSmResp, sequence, 0, 'x\0'));
            else if (deed === 'bad-value')
              await peer.send(frame(ID.submitSmResp, one?.sequence ?? 1, 0, `${'9'.repeat(80)}\0`));
            else if (!one) continue;
            else if (deed === 'refuse')
              await peer.send(frame(ID.submitSmResp, one.sequence, STATUS.ESME_RTHROTTLED));
            else if (deed === 'nack') await peer.send(frame(ID.nack, one.sequence, STATUS.ESME_RINVCMDLEN));
            else await peer.send(accepted(one), ...(deed === 'again' ? [accepted(one)] : []));
          }
          if (last === 'close') session.close();
          else if (last === 'end') await peer.end();
          else await peer.reset();
          const turn = async () => {
            // A caller that holds receipts has stopped the reading: the end of the connection is seen when it lets go.
            acknowledged += deliveries.shift()?.ack() ? 1 : 0;
            clock.advance(100);
            await new Promise(setImmediate);
          };
          while (session.state !== 'closed') await turn();
          await session.closed;
          // `submit` of the harness rejects where an index is settled twice.
          for (const { all } of submitted) expect(await all).toHaveLength(3);
          await Promise.all(queries);
          for (const { ack } of deliveries) expect(ack()).toBe(false);
          expect(session.stats.acknowledged).toBe(acknowledged);
          expectAllEnded(harness, submitted.length * 3);
          await closeAll();
        },
      ),
      { numRuns: 60 },
    );
  });
});
