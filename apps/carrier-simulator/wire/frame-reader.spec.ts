import fc from 'fast-check';
import { FrameReader } from './frame-reader';

const pdu = (length: number, filling: number): Buffer => {
  const bytes = Buffer.alloc(length, filling);
  bytes.writeUInt32BE(length, 0);
  return bytes;
};

class Collector {
  readonly pdus: Buffer[] = [];
  bad = 0;
  stopAfter = Number.POSITIVE_INFINITY;
  pdu(bytes: Buffer, at: number, end: number): boolean {
    this.pdus.push(Buffer.from(bytes.subarray(at, end)));
    return this.pdus.length < this.stopAfter;
  }
  badLength(): void {
    this.bad++;
  }
}

describe('cutting a stream into PDUs', () => {
  it('gives the same PDUs however the stream is cut', () => {
    const lengths = fc.array(fc.integer({ min: 16, max: 400 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lengths, fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }), (sizes, cuts) => {
        const sent = sizes.map((size, i) => pdu(size, i));
        const stream = Buffer.concat(sent);
        const collector = new Collector();
        const reader = new FrameReader(collector);
        let at = 0;
        for (let i = 0; at < stream.length; i++) {
          const size = cuts[i % cuts.length] ?? 1;
          reader.push(stream.subarray(at, at + size));
          at += size;
        }
        expect(collector.pdus).toEqual(sent);
        expect(collector.bad).toBe(0);
      }),
    );
  });

  it.each([0, 1, 15, 70_001, 0x7fffffff, 0x80000000, 0xffffffff])('knows %d for no length', length => {
    const bytes = Buffer.alloc(16);
    bytes.writeUInt32BE(length, 0);
    const collector = new Collector();
    new FrameReader(collector).push(bytes);
    expect(collector).toMatchObject({ pdus: [], bad: 1 });
  });

  it('stops when told to', () => {
    const collector = new Collector();
    collector.stopAfter = 1;
    new FrameReader(collector).push(Buffer.concat([pdu(16, 1), pdu(16, 2)]));
    expect(collector.pdus).toHaveLength(1);
  });
});
