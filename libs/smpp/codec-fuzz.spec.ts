import fc from 'fast-check';
import { decodePdu } from './decode';
import { encodePdu, writePdu } from './encode';
import type { Pdu } from './pdu';
import { PduWriter } from './pdu-writer';
import { PduReader } from './reader';
import { arbitraryPdu, mutate, mutations } from './testing/arbitrary-pdu';

const bytesOf = (pdu: Pdu): Buffer => {
  const result = encodePdu(pdu);
  if (!result.ok) throw new Error(`${result.fault.field} ${result.fault.reason}`);
  return result.bytes;
};

/** Cuts `bytes` where `cuts` say, as a network may. */
const pieces = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = cuts.map(at => Math.floor(at * bytes.length)).sort((a, b) => a - b);
  return [...places, bytes.length].map((to, i) => bytes.subarray(places[i - 1] ?? 0, to));
};
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe('the codec, for any PDU,', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(arbitraryPdu, pdu => {
        expect(decodePdu(bytesOf(pdu))).toEqual(pdu);
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes many into one buffer as it writes each alone, and nothing of one that it refuses', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPdu, { maxLength: 60 }), fc.nat(60), fc.nat(), (pdus, at, size) => {
        const out = new PduWriter();
        const big: Pdu = {
          command: 'data_sm_resp',
          sequence: 1,
          status: 0,
          messageId: '',
          tlvs: { messagePayload: Buffer.alloc(size % 66_000, 7) },
        };
        const written = pdus.toSpliced(at, 0, big).filter(pdu => writePdu(out, pdu) === null);
        const alone = Buffer.concat(written.map(bytesOf));
        expect(out.pending).toBe(alone.length);
        expect(Buffer.concat(out.take()).equals(alone)).toBe(true);
        expect([out.pending, out.take()]).toEqual([0, []]);
      }),
      { numRuns: 300 },
    );
  });

  it('finds every PDU again in a stream cut anywhere', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPdu, { maxLength: 8 }), cuts, (pdus, places) => {
        const reader = new PduReader();
        const read: unknown[] = [];
        for (const piece of pieces(Buffer.concat(pdus.map(bytesOf)), places)) {
          reader.push(piece);
          while (reader.next()) read.push(decodePdu(reader.bytes, reader.start, reader.end));
        }
        expect(read).toEqual(pdus);
        expect(reader.fault).toBeNull();
        expect(reader.isWaiting).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a PDU that it can write again, or a fault, for one that was spoilt', () => {
    fc.assert(
      fc.property(arbitraryPdu, mutations, (pdu, changes) => {
        const spoilt = mutate(bytesOf(pdu), changes);
        if (spoilt.length >= 4) spoilt.writeUInt32BE(spoilt.length, 0);
        const read = decodePdu(spoilt);
        if (read.command === 'malformed') {
          expect(read.status).toBeGreaterThan(0);
        } else {
          // Written again it may differ (a NUL left out of a TLV), or be refused (a time that is none),
          // but what can be written reads as the same.
          const again = encodePdu(read);
          if (again.ok) expect(decodePdu(again.bytes)).toEqual(read);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('never looks past the end of a PDU', () => {
    fc.assert(
      fc.property(arbitraryPdu, mutations, (pdu, changes) => {
        const spoilt = mutate(bytesOf(pdu), changes);
        if (spoilt.length < 4) return;
        spoilt.writeUInt32BE(spoilt.length, 0);
        const within = (filler: number) =>
          decodePdu(Buffer.concat([spoilt, Buffer.alloc(400, filler)]), 0, spoilt.length);
        expect(within(0)).toEqual(within(0x31));
        expect(within(0)).toEqual(decodePdu(spoilt));
      }),
      { numRuns: 1_000 },
    );
  });

  it('ends on any octets at all, holding no more than one PDU', () => {
    const noise = fc.uint8Array({ maxLength: 2_000 }).map(bytes => Buffer.from(bytes));
    fc.assert(
      fc.property(noise, cuts, fc.boolean(), (bytes, places, isPlausible) => {
        const reader = new PduReader(1_024);
        // A plausible length lets the noise reach the decoder.
        if (isPlausible && bytes.length >= 4) bytes.writeUInt32BE(16 + (bytes.length % 200), 0);
        let held = 0;
        for (const piece of pieces(bytes, places)) {
          reader.push(piece);
          while (reader.next()) {
            decodePdu(reader.bytes, reader.start, reader.end);
            held = Math.max(held, reader.end - reader.start);
          }
        }
        expect(held).toBeLessThanOrEqual(1_024);
      }),
      { numRuns: 1_000 },
    );
  });
});
