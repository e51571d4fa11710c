import { STATUS } from './status';
import { frame, ID } from './testing/frame';
import { PduReader } from './reader';

const sequenceOf = (reader: PduReader) => reader.bytes.readUInt32BE(reader.start + 12);

describe('the reader', () => {
  it('gives the PDUs of one piece without copying them', () => {
    const reader = new PduReader();
    const piece = Buffer.concat([frame(ID.enquireLink, 1), frame(ID.submitSmResp, 2, 0, 'id\0')]);
    reader.push(piece);
    expect(reader.next()).toBe(true);
    expect([reader.bytes, reader.start, reader.end]).toEqual([piece, 0, 16]);
    expect(reader.bytes).toBe(piece);
    expect(reader.next()).toBe(true);
    expect([reader.start, reader.end, sequenceOf(reader)]).toEqual([16, 35, 2]);
    expect(reader.next()).toBe(false);
    expect(reader.bytes).not.toBe(piece);
  });

  it('waits for the rest of a PDU that comes octet by octet', () => {
    const reader = new PduReader();
    const bytes = frame(ID.submitSmResp, 77, 0, 'abcdef\0');
    for (let i = 0; i < bytes.length - 1; i++) {
      reader.push(bytes.subarray(i, i + 1));
      expect(reader.next()).toBe(false);
      expect(reader.isWaiting).toBe(true);
    }
    reader.push(bytes.subarray(-1));
    expect(reader.next()).toBe(true);
    expect(sequenceOf(reader)).toBe(77);
    expect(reader.end - reader.start).toBe(bytes.length);
    expect(reader.next()).toBe(false);
    expect(reader.isWaiting).toBe(false);
  });

  it.each([
    ['4 GB', 'ffffffff'],
    ['one more than allowed', '00010001'],
    ['less than a header', '0000000f'],
    ['nothing', '00000000'],
    ['HTTP', '48545450'],
  ])('faults on a length of %s as soon as it is there, and reads no more', (_name, hex) => {
    const reader = new PduReader();
    reader.push(Buffer.from(hex.slice(0, 6), 'hex'));
    expect(reader.next()).toBe(false);
    expect(reader.fault).toBeNull();
    reader.push(Buffer.from(hex.slice(6), 'hex'));
    expect(reader.next()).toBe(false);
    expect(reader.fault).toMatchObject({
      reason: 'command-length',
      status: STATUS.ESME_RINVCMDLEN,
      answer: 'generic_nack',
      sequence: 0,
      closes: true,
    });
    reader.push(frame(ID.enquireLink, 1));
    expect(reader.next()).toBe(false);
  });

  it('takes a PDU of exactly the greatest length, and gives what came before a bad one', () => {
    const reader = new PduReader(64);
    reader.push(Buffer.concat([frame(ID.submitSmResp, 1, 0, Buffer.alloc(48)), Buffer.alloc(4, 0xff)]));
    expect(reader.next()).toBe(true);
    expect(reader.fault).toBeNull();
    expect(reader.next()).toBe(false);
    expect(reader.fault).not.toBeNull();
  });

  it('keeps what was not yet taken when more is pushed', () => {
    const reader = new PduReader();
    reader.push(Buffer.concat([frame(ID.enquireLink, 1), frame(ID.enquireLink, 2)]));
    reader.next();
    reader.push(frame(ID.enquireLink, 3));
    expect([reader.next(), sequenceOf(reader)]).toEqual([true, 2]);
    expect([reader.next(), sequenceOf(reader)]).toEqual([true, 3]);
    expect(reader.next()).toBe(false);
  });
});
