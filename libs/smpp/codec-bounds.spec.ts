import { decodePdu } from './decode';
import { encodePdu } from './encode';
import type { Pdu } from './pdu';
import { STATUS } from './status';
import { submitSm } from './submit-sm';
import { frame, ID } from './testing/frame';
import type { Tlvs } from './tlv';

const submit = (fields: object): Pdu => ({
  command: 'submit_sm',
  sequence: 1,
  ...submitSm({ destinationAddr: '886912345678', shortMessage: Buffer.from('AB') }),
  ...fields,
});

const faultOf = (pdu: Pdu, max?: number) => {
  const result = encodePdu(pdu, max);
  return result.ok ? null : result.fault;
};

describe('writing refuses, with the status and the name of the field,', () => {
  it.each<[string, object, string, string, keyof typeof STATUS]>([
    ['a service_type of 6', { serviceType: '123456' }, 'too-long', 'service_type', 'ESME_RINVSERTYP'],
    ['a source_addr of 21', { sourceAddr: '1'.repeat(21) }, 'too-long', 'source_addr', 'ESME_RINVSRCADR'],
    [
      'a destination_addr of 21',
      { destinationAddr: '1'.repeat(21) },
      'too-long',
      'destination_addr',
      'ESME_RINVDSTADR',
    ],
    [
      'a NUL in a string',
      { destinationAddr: '1\u00002' },
      'not-ascii',
      'destination_addr',
      'ESME_RINVDSTADR',
    ],
    ['a letter beyond ASCII', { sourceAddr: '臺' }, 'not-ascii', 'source_addr', 'ESME_RINVSRCADR'],
    ['a TON of 256', { destAddrTon: 256 }, 'out-of-range', 'dest_addr_ton', 'ESME_RINVDSTTON'],
    ['an NPI of −1', { sourceAddrNpi: -1 }, 'out-of-range', 'source_addr_npi', 'ESME_RINVSRCNPI'],
    ['a priority of 1.5', { priorityFlag: 1.5 }, 'out-of-range', 'priority_flag', 'ESME_RINVPRTFLG'],
    ['an esm_class of NaN', { esmClass: Number.NaN }, 'out-of-range', 'esm_class', 'ESME_RINVESMCLASS'],
    [
      'a validity_period of 14 digits',
      { validityPeriod: '20261115093000' },
      'bad-time',
      'validity_period',
      'ESME_RINVEXPIRY',
    ],
    [
      'a schedule in ISO 8601',
      { scheduleDeliveryTime: '2026-11-15T09:30' },
      'bad-time',
      'schedule_delivery_time',
      'ESME_RINVSCHED',
    ],
    [
      '255 octets of text',
      { shortMessage: Buffer.alloc(255) },
      'too-long',
      'short_message',
      'ESME_RINVMSGLEN',
    ],
    [
      'a text in two places',
      { tlvs: { messagePayload: Buffer.from('x') } },
      'two-texts',
      'message_payload',
      'ESME_ROPTPARNOTALLWD',
    ],
    ['a sequence of 0', { sequence: 0 }, 'out-of-range', 'sequence_number', 'ESME_RSYSERR'],
    ['a sequence of 2³¹', { sequence: 0x80000000 }, 'out-of-range', 'sequence_number', 'ESME_RSYSERR'],
  ])('%s', (_name, fields, reason, field, status) => {
    expect(faultOf(submit(fields))).toEqual({ reason, field, status: STATUS[status] });
  });

  it.each<[string, Tlvs, string, string]>([
    ['an octet of 256', { messageState: 256 }, 'out-of-range', 'messageState'],
    ['two octets of 65,536', { userMessageReference: 65_536 }, 'out-of-range', 'userMessageReference'],
    ['four octets of 2³²', { qosTimeToLive: 2 ** 32 }, 'out-of-range', 'qosTimeToLive'],
    ['an id of 65', { receiptedMessageId: '1'.repeat(65) }, 'too-long', 'receiptedMessageId'],
    ['a network_error_code of 2', { networkErrorCode: Buffer.alloc(2) }, 'tlv-length', 'networkErrorCode'],
    ['a callback_num of 20', { callbackNum: Buffer.alloc(20) }, 'tlv-length', 'callbackNum'],
    ['a tag of 65,536', { others: [{ tag: 65_536, value: Buffer.alloc(0) }] }, 'out-of-range', 'tag'],
  ])('%s in a TLV', (_name, tlvs, reason, field) => {
    expect(faultOf(submit({ tlvs }))).toMatchObject({ reason, field });
  });

  it('a PDU longer than the link takes', () => {
    const tlvs = { messagePayload: Buffer.alloc(2_000) };
    const pdu = submit({ shortMessage: Buffer.alloc(0), tlvs });
    expect(faultOf(pdu, 1_024)).toMatchObject({ field: 'command_length', status: STATUS.ESME_RINVCMDLEN });
    expect(faultOf(pdu)).toBeNull();
  });

  it('a password of nine characters', () => {
    const bind: Pdu = {
      command: 'bind_transceiver',
      sequence: 1,
      systemId: 'fifteen_letters',
      password: '123456789',
      systemType: '',
      interfaceVersion: 0x34,
      addrTon: 0,
      addrNpi: 0,
      addressRange: '',
    };
    expect(faultOf(bind)).toMatchObject({ field: 'password', status: STATUS.ESME_RINVPASWD });
    expect(faultOf({ ...bind, password: '12345678' })).toBeNull();
  });
});

/** A submit_sm's octets up to and with sm_default_msg_id, with `source` and `destination` as addresses. */
const head = (source = '111', destination = '8869') =>
  `\0\x03\0${source}\0\x01\x01${destination}\0\0\0\0\0\0\x01\0\x08\0`;
const submitFrame = (body: string) => frame(ID.submitSm, 5, 0, Buffer.from(body, 'latin1'));

describe('reading refuses, and says how to answer,', () => {
  it('a command_length that is not the length', () => {
    const enquiry = frame(ID.enquireLink, 1);
    const expected = {
      command: 'malformed',
      status: STATUS.ESME_RINVCMDLEN,
      answer: 'generic_nack',
      closes: true,
    };
    expect(decodePdu(enquiry.subarray(0, 15))).toMatchObject(expected);
    expect(decodePdu(Buffer.concat([enquiry, Buffer.alloc(1)]))).toMatchObject(expected);
    expect(decodePdu(Buffer.alloc(0))).toMatchObject(expected);
  });

  it('an unknown request with generic_nack, an unknown response with nothing; both leave the session open', () => {
    expect(decodePdu(frame(0x21, 9))).toEqual({
      command: 'malformed',
      reason: 'unknown-command',
      field: 'command_id',
      status: STATUS.ESME_RINVCMDID,
      commandId: 0x21,
      sequence: 9,
      answer: 'generic_nack',
      closes: false,
    });
    expect(decodePdu(frame(0x80000021, 9))).toMatchObject({ answer: 'none', closes: false });
  });

  it.each([
    [
      'an address that is too long',
      head('1'.repeat(21)) + '\0',
      'source_addr',
      STATUS.ESME_RINVSRCADR,
      false,
    ],
    [
      'the other address',
      head('111', '1'.repeat(40)) + '\0',
      'destination_addr',
      STATUS.ESME_RINVDSTADR,
      false,
    ],
    ['an address without NUL', '\0\x01\x01111', 'source_addr', STATUS.ESME_RINVSRCADR, true],
    ['a body that ends in an integer', '\0\x01', 'source_addr_npi', STATUS.ESME_RINVCMDLEN, true],
    ['no body', '', 'service_type', STATUS.ESME_RINVCMDLEN, true],
    ['an sm_length past the end', head() + '\x05abcd', 'sm_length', STATUS.ESME_RINVMSGLEN, true],
    ['an sm_length of 255', head() + '\xff' + 'a'.repeat(255), 'sm_length', STATUS.ESME_RINVMSGLEN, false],
    ['no sm_length', head(), 'sm_length', STATUS.ESME_RINVCMDLEN, true],
    [
      'a TLV past the end',
      head() + '\0\x04\x24\0\x05abc',
      'optional_parameters',
      STATUS.ESME_RINVOPTPARSTREAM,
      true,
    ],
    ['half a TLV head', head() + '\0\x04\x24\0', 'optional_parameters', STATUS.ESME_RINVOPTPARSTREAM, true],
    ['a TLV of a wrong length', head() + '\0\x04\x27\0\x02ab', 'messageState', STATUS.ESME_RINVPARLEN, false],
    [
      'a TLV string too long',
      head() + '\0\0\x1e\0\x42' + 'a'.repeat(66),
      'receiptedMessageId',
      STATUS.ESME_RINVPARLEN,
      false,
    ],
    [
      'a flag with a value',
      head() + '\0\x13\x0c\0\x01a',
      'alertOnMessageDelivery',
      STATUS.ESME_RINVPARLEN,
      false,
    ],
  ])('%s', (_name, body, field, status, closes) => {
    expect(decodePdu(submitFrame(body))).toMatchObject({
      command: 'malformed',
      field,
      status,
      closes,
      commandId: 4,
      sequence: 5,
      answer: 'response',
    });
  });

  it('a message_id of 65 characters, which no answer can be given to', () => {
    expect(decodePdu(frame(ID.submitSmResp, 5, 0, '1'.repeat(65) + '\0'))).toMatchObject({
      field: 'message_id',
      answer: 'none',
    });
    expect(decodePdu(frame(ID.submitSmResp, 5, 0, '1'.repeat(64) + '\0'))).toMatchObject({
      messageId: '1'.repeat(64),
    });
  });

  it('an outbind that is cut short with generic_nack: it has no response', () => {
    expect(decodePdu(frame(ID.outbind, 5, 0, 'a'))).toMatchObject({ answer: 'generic_nack', closes: true });
  });
});
