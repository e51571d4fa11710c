import fc from 'fast-check';
import { decodePdu } from './decode';
import { parseReceipt } from './receipt';
import { PduReader } from './reader';
import { bound, closeAll, submit } from './testing/harness';
import { frame, ID, receiptFrame } from './testing/frame';
import { brokenStream, REAL_PDUS } from './testing/real-pdus';

jest.setTimeout(60_000);
const MAX_PDU = 4_096;

describe('real PDUs, spoilt and spliced,', () => {
  it('are sound as they are', () => {
    for (const bytes of REAL_PDUS) expect(decodePdu(bytes).command).not.toBe('malformed');
  });

  it('are read to their end or to a fault, and no more is held than one PDU and the last piece', () => {
    fc.assert(
      fc.property(brokenStream, pieces => {
        const reader = new PduReader(MAX_PDU);
        for (const piece of pieces) {
          reader.push(piece);
          expect(reader.held).toBeLessThanOrEqual(MAX_PDU + piece.length);
          while (reader.next()) {
            const pdu = decodePdu(reader.bytes, reader.start, reader.end);
            if (pdu.command === 'deliver_sm' || pdu.command === 'data_sm') parseReceipt(pdu);
          }
          // What is left waits for more of one PDU: the piece itself is not kept.
          expect(reader.held).toBeLessThanOrEqual(MAX_PDU + 4);
          if (reader.fault !== null) {
            expect(reader.fault.closes).toBe(true);
            expect(reader.next()).toBe(false);
            return;
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('end the session with a reason or leave it whole, and another session hears nothing of it', async () => {
    const other = await bound();
    await fc.assert(
      fc.asyncProperty(brokenStream, async pieces => {
        const { peer, session, deliveries } = await bound({ maxPduBytes: MAX_PDU });
        const { all } = submit(session, 5);
        await peer.take(5);
        for (const piece of pieces) await peer.send(piece);
        await peer.end();
        const reason = await session.closed;
        expect(['bad-pdu', 'peer-closed', 'unbound-by-peer', 'socket-error']).toContain(reason.kind);
        expect(await all).toHaveLength(5);
        // Nothing is open: what the caller still holds comes to nothing, and says so.
        for (const { ack } of deliveries) expect(ack()).toBe(false);
        expect(session).toMatchObject({ state: 'closed', inFlight: 0, waiting: 0, unacknowledged: 0 });
        const { submitted, accepted, refused, unanswered, notWritten } = session.stats;
        expect(submitted).toBe(accepted + refused + unanswered);
        expect(submitted + notWritten).toBe(5);

        const { all: one } = submit(other.session, 1);
        const asked = await other.peer.next();
        await other.peer.send(frame(ID.submitSmResp, asked.sequence, 0, 'id\0'));
        expect(await one).toMatchObject([{ kind: 'accepted' }]);
      }),
      { numRuns: 40 },
    );
    expect(other.session.state).toBe('bound');
    expect(other.faults).toEqual([]);
    await closeAll();
  });
});

describe('a bad PDU', () => {
  afterEach(closeAll);

  it('among many sessions closes its own alone', async () => {
    const sessions = await Promise.all(Array.from({ length: 5 }, () => bound()));
    const [bad, ...others] = sessions;
    await bad?.peer.send(Buffer.from([0xff, 0xff, 0xff, 0xf0, 0, 0, 0, 5]));
    expect(await bad?.session.closed).toMatchObject({
      kind: 'bad-pdu',
      malformed: { reason: 'command-length', field: 'command_length' },
    });
    for (const { peer, session, deliveries, happened } of others) {
      await peer.send(receiptFrame(7, 'id:1 stat:DELIVRD'));
      while (deliveries.length < 1) await happened();
      expect(session.state).toBe('bound');
    }
  });
});
