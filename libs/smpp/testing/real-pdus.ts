import fc from 'fast-check';
import { PDU } from 'smpp';

/** Receipts in the wording of several vendors. */
const RECEIPTS = [
  'id:0123456789 sub:001 dlvrd:001 submit date:2611150930 done date:2611150931 stat:DELIVRD err:000 text:',
  'id:00A1B2C3 sub:001 dlvrd:000 submit date:261115093000 done date:261115093112 stat:UNDELIV err:027 Text:abc',
  'id: 7f-01 submit_date: 202611150930 done_date: 202611150931 stat: EXPIRED err: 9',
  'ID:42 SUB:1 DLVRD:1 STAT:REJECTD ERR:17',
];
const HANDSET = {
  source_addr: '886912345678',
  source_addr_ton: 1,
  source_addr_npi: 1,
  destination_addr: '111',
};

/** What a carrier sends, as the npm package `smpp` writes it: octets that nobody here made. */
export const REAL_PDUS: readonly Buffer[] = [
  new PDU('bind_transceiver_resp', { system_id: 'SMSC', sc_interface_version: 0x34, sequence_number: 1 }),
  ...RECEIPTS.map(
    (text, i) =>
      new PDU('deliver_sm', { ...HANDSET, esm_class: 4, short_message: text, sequence_number: 100 + i }),
  ),
  new PDU('deliver_sm', {
    ...HANDSET,
    esm_class: 4,
    receipted_message_id: '00A1B2C3',
    message_state: 2,
    network_error_code: Buffer.from([3, 0, 0]),
    user_message_reference: 513,
    sequence_number: 110,
  }),
  new PDU('deliver_sm', {
    ...HANDSET,
    data_coding: 8,
    short_message: '停止',
    sequence_number: 111,
  }),
  new PDU('deliver_sm', {
    ...HANDSET,
    esm_class: 4,
    message_payload: RECEIPTS[0],
    sequence_number: 112,
  }),
  new PDU('data_sm', { ...HANDSET, esm_class: 4, message_payload: RECEIPTS[1], sequence_number: 113 }),
  new PDU('submit_sm_resp', { message_id: '00A1B2C3', sequence_number: 2 }),
  new PDU('submit_sm_resp', { command_status: 0x58, sequence_number: 3 }),
  new PDU('query_sm_resp', { message_id: '00A1B2C3', message_state: 2, sequence_number: 4 }),
  new PDU('enquire_link', { sequence_number: 120 }),
  new PDU('enquire_link_resp', { sequence_number: 5 }),
  new PDU('generic_nack', { command_status: 3, sequence_number: 6 }),
  new PDU('alert_notification', { ...HANDSET, esme_addr: '111', sequence_number: 121 }),
].map(pdu => pdu.toBuffer());

const real = fc.constantFrom(...REAL_PDUS);
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** One real PDU as a broken line or a broken carrier passes it on. */
const broken: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: real },
  // Bits that fell over.
  fc.tuple(real, fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 8 })).map(([pdu, flips]) => {
    const flipped = Buffer.from(pdu);
    for (const [at, bit] of flips) {
      const i = Math.floor(at * flipped.length);
      flipped[i] = (flipped[i] ?? 0) ^ (1 << bit);
    }
    return flipped;
  }),
  // Only its beginning.
  fc.tuple(real, place).map(([pdu, at]) => pdu.subarray(0, Math.floor(at * pdu.length))),
  // A length that is not its own: of nothing, of some octets more or less, of gigabytes.
  fc
    .tuple(real, fc.oneof(fc.nat(300), fc.constantFrom(0, 15, 16, 65_536, 65_537, 0x7fffffff, 0xffffffff)))
    .map(([pdu, length]) => {
      const lying = Buffer.from(pdu);
      lying.writeUInt32BE(length, 0);
      return lying;
    }),
  // The beginning of one and the end of another.
  fc.tuple(real, real, place, place).map(([a, b, from, to]) => {
    return Buffer.concat([a.subarray(0, Math.floor(from * a.length)), b.subarray(Math.floor(to * b.length))]);
  }),
  // One within its own length, but with the inside of another.
  fc.tuple(real, real).map(([a, b]) => {
    const inside = Buffer.concat([a.subarray(0, 16), b.subarray(16)]);
    inside.writeUInt32BE(inside.length, 0);
    return inside;
  }),
);

/** A stream of real PDUs, sound ones and broken ones, in the pieces in which a network may bring it. */
export const brokenStream: fc.Arbitrary<Buffer[]> = fc
  .tuple(fc.array(broken, { minLength: 1, maxLength: 20 }), fc.array(place, { maxLength: 30 }))
  .map(([pdus, cuts]) => {
    const bytes = Buffer.concat(pdus);
    const places = cuts.map(at => Math.floor(at * bytes.length)).sort((a, b) => a - b);
    return [...places, bytes.length]
      .map((to, i) => bytes.subarray(places[i - 1] ?? 0, to))
      .filter(piece => piece.length > 0);
  });
