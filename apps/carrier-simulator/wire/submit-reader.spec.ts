import fc from 'fast-check';
import smpp from 'smpp';
import { submitFields, udh16, udh8 } from '../testing/peer';
import { HEADER, STATUS } from './constants';
import { CONCATENATION, SubmitReader } from './submit-reader';

const pduOf = (fields: Record<string, unknown>): Buffer =>
  new smpp.PDU('submit_sm', { ...submitFields, ...fields }).toBuffer();

const read = (bytes: Buffer): { status: number; reader: SubmitReader } => {
  const reader = new SubmitReader([Buffer.from('111')]);
  return { status: reader.read(bytes, HEADER, bytes.length), reader };
};

const header = (...octets: number[]): { udh: Buffer; message: string } => ({
  udh: Buffer.from(octets),
  message: '文',
});

describe('reading a submit_sm', () => {
  it.each([
    ['886912345678', true],
    ['+886912345678', true],
    ['0912345678', false],
  ])('understands %s', (destination_addr, international) => {
    const { status, reader } = read(pduOf({ destination_addr }));
    expect(status).toBe(0);
    expect(reader).toMatchObject({ subscriber: 12_345_678, international, registered: true });
  });

  it('keeps a leading zero of the subscriber', () => {
    expect(read(pduOf({ destination_addr: '0900000007' })).reader.subscriber).toBe(7);
  });

  it.each([
    ['8-bit', udh8(255, 5, 4), { concatenation: CONCATENATION.udh8, reference: 255, total: 5, part: 4 }],
    [
      '16-bit',
      udh16(40_000, 5, 4),
      { concatenation: CONCATENATION.udh16, reference: 40_000, total: 5, part: 4 },
    ],
  ])('reads %s references', (_, udh, expected) => {
    const bytes = pduOf({ esm_class: 0x40, short_message: { udh, message: '文字' } });
    const { status, reader } = read(bytes);
    expect(status).toBe(0);
    expect(reader).toMatchObject(expected);
    expect(bytes.subarray(reader.textAt, reader.textEnd)).toEqual(Buffer.from('文字', 'utf16le').swap16());
  });

  it('takes user_message_reference and vendor TLVs for the identity', () => {
    const plain = read(pduOf({})).reader.identity;
    const first = read(pduOf({ user_message_reference: 1 })).reader.identity;
    const second = read(pduOf({ user_message_reference: 2 })).reader.identity;
    const vendor = Buffer.concat([pduOf({}), Buffer.from('14000003616263', 'hex')]);
    expect(plain).toBe(0);
    expect(new Set([plain, first, second, read(vendor).reader.identity]).size).toBe(4);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['another sender', { source_addr: '1111' }, STATUS.badSource, 'source'],
    ['no sender', { source_addr: '' }, STATUS.badSource, 'source'],
    ['a landline', { destination_addr: '0223456789' }, STATUS.badDestination, 'destination'],
    ['a short number', { destination_addr: '091234567' }, STATUS.badDestination, 'destination'],
    ['letters', { destination_addr: '09123ABC78' }, STATUS.badDestination, 'destination'],
    ['another country', { destination_addr: '852912345678' }, STATUS.badDestination, 'destination'],
    ['GSM 7-bit', { data_coding: 0, short_message: 'text' }, STATUS.submitFailed, 'data-coding'],
    ['no text', { short_message: '' }, STATUS.badMessageLength, 'length'],
    ['71 characters', { short_message: '字'.repeat(71) }, STATUS.badMessageLength, 'length'],
    ['half a character', { short_message: Buffer.from([0x4e]) }, STATUS.badMessageLength, 'odd-length'],
    ['two texts', { message_payload: '文' }, STATUS.badMessageLength, 'two-bodies'],
    [
      'a header past the text',
      { esm_class: 0x40, short_message: header(9, 0, 3) },
      STATUS.badEsmClass,
      'udh',
    ],
    ['a torn element', { esm_class: 0x40, short_message: header(3, 0, 3, 1) }, STATUS.badEsmClass, 'udh'],
    ['a wrong element', { esm_class: 0x40, short_message: header(4, 0, 2, 1, 1) }, STATUS.badEsmClass, 'udh'],
    [
      'part 3 of 2',
      { esm_class: 0x40, short_message: { udh: udh8(1, 2, 3), message: '文' } },
      STATUS.submitFailed,
      'parts',
    ],
    [
      'part 0',
      { esm_class: 0x40, short_message: { udh: udh8(1, 2, 0), message: '文' } },
      STATUS.submitFailed,
      'parts',
    ],
    ['a lonely SAR number', { sar_msg_ref_num: 1 }, STATUS.submitFailed, 'parts'],
    [
      'UDH and SAR together',
      {
        esm_class: 0x40,
        short_message: { udh: udh8(1, 2, 1), message: '文' },
        sar_msg_ref_num: 1,
        sar_total_segments: 2,
        sar_segment_seqnum: 1,
      },
      STATUS.badEsmClass,
      'two-concatenations',
    ],
  ])('refuses %s', (_, fields, status, violation) => {
    const got = read(pduOf(fields));
    expect(got.reader.violation).toBe(violation);
    expect(got.status).toBe(status);
  });

  it('refuses a validity of another length', () => {
    const bytes = pduOf({});
    // After service_type, 111, the number with their types, three octets and an empty delivery time.
    const at = HEADER + 1 + 2 + 4 + 2 + 13 + 3 + 1;
    const { status, reader } = read(
      Buffer.concat([bytes.subarray(0, at), Buffer.from('24h'), bytes.subarray(at)]),
    );
    expect([status, reader.violation]).toEqual([STATUS.badValidity, 'validity']);
  });

  it('takes a split surrogate pair, as a carrier would, and tells of it', () => {
    const high = Buffer.from([0xd8, 0x3d]);
    const { status, reader } = read(pduOf({ short_message: high }));
    expect(status).toBe(0);
    expect(reader.violation).toBe('split-surrogate');
  });

  it('refuses a PDU cut at any place, and reads no octet past its end', () => {
    const whole = pduOf({ user_message_reference: 7, validity_period: '000001000000000R' });
    const reader = new SubmitReader([Buffer.from('111')]);
    for (let end = HEADER; end < whole.length; end++) {
      const status = reader.read(whole, HEADER, end);
      // Without its only TLV the PDU is whole again.
      if (end === whole.length - 6) expect(status).toBe(0);
      else expect(reader.violation).toBe('malformed');
    }
  });

  it('never fails on mutated PDUs, and never points outside them', () => {
    const bases = [
      pduOf({ user_message_reference: 7 }),
      pduOf({ esm_class: 0x40, short_message: { udh: udh8(1, 2, 1), message: '文字'.repeat(20) } }),
      pduOf({ short_message: '', message_payload: '長'.repeat(300) }),
      pduOf({ sar_msg_ref_num: 1, sar_total_segments: 2, sar_segment_seqnum: 1 }),
    ];
    const mutation = fc.record({ at: fc.nat(2000), octet: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.array(mutation, { maxLength: 8 }),
        fc.nat(80),
        (base, changes, cut) => {
          const bytes = Buffer.from(base);
          for (const { at, octet } of changes) bytes[HEADER + (at % (bytes.length - HEADER))] = octet;
          const end = Math.max(HEADER, bytes.length - cut);
          const reader = new SubmitReader([Buffer.from('111')]);
          const status = reader.read(bytes, HEADER, end);
          if (status !== 0) return reader.violation !== null;
          return reader.textAt >= HEADER && reader.textEnd <= end && reader.textAt < reader.textEnd;
        },
      ),
      { numRuns: 5000 },
    );
  });
});
