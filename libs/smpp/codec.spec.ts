import { decodePdu } from './decode';
import { encodePdu } from './encode';
import type { Pdu } from './pdu';
import { NO_TLVS } from './tlv';

/** Octets written out by hand from the tables of SMPP 3.4, chapter 4; blanks and comments are for the reader. */
const octets = (...parts: string[]) => Buffer.from(parts.join('').replace(/\s/g, ''), 'hex');

const MESSAGE = {
  serviceType: '',
  sourceAddrTon: 3,
  sourceAddrNpi: 0,
  sourceAddr: '111',
  destAddrTon: 1,
  destAddrNpi: 1,
  destinationAddr: '886912345678',
  esmClass: 0x40,
  protocolId: 0,
  priorityFlag: 1,
  scheduleDeliveryTime: '',
  validityPeriod: '000001000000000R',
  registeredDelivery: 1,
  replaceIfPresentFlag: 0,
  dataCoding: 8,
  smDefaultMsgId: 0,
  shortMessage: octets('05 00 03 2a 02 01', '4e2d 6587'),
  tlvs: NO_TLVS,
};

/** 16 octets of header: length, command, status, sequence. */
const CASES: readonly (readonly [string, Pdu, Buffer])[] = [
  [
    'bind_transceiver',
    {
      command: 'bind_transceiver',
      sequence: 1,
      systemId: 'moda111',
      password: 'secret08',
      systemType: '',
      interfaceVersion: 0x34,
      addrTon: 0,
      addrNpi: 0,
      addressRange: '',
    },
    octets(
      '00000026 00000009 00000000 00000001',
      '6d6f6461313131 00', // system_id
      '7365637265743038 00', // password
      '00 34 00 00 00', // system_type, interface_version, addr_ton, addr_npi, address_range
    ),
  ],
  [
    'bind_transmitter',
    {
      command: 'bind_transmitter',
      sequence: 2,
      systemId: 'a',
      password: '',
      systemType: 'SMPP',
      interfaceVersion: 0x33,
      addrTon: 6,
      addrNpi: 1,
      addressRange: '^111',
    },
    octets('00000020 00000002 00000000 00000002', '6100 00 534d505000 33 06 01', '5e31313100'),
  ],
  [
    'bind_receiver',
    {
      command: 'bind_receiver',
      sequence: 3,
      systemId: '',
      password: '',
      systemType: '',
      interfaceVersion: 0,
      addrTon: 0,
      addrNpi: 0,
      addressRange: '',
    },
    octets('00000017 00000001 00000000 00000003', '00 00 00 00 00 00 00'),
  ],
  [
    'bind_transceiver_resp with sc_interface_version',
    {
      command: 'bind_transceiver_resp',
      sequence: 1,
      status: 0,
      systemId: 'CHT',
      tlvs: { scInterfaceVersion: 0x34 },
    },
    octets('00000019 80000009 00000000 00000001', '43485400', '0210 0001 34'),
  ],
  [
    'bind_transmitter_resp that refuses',
    { command: 'bind_transmitter_resp', sequence: 9, status: 0x0d, systemId: '', tlvs: NO_TLVS },
    octets('00000011 80000002 0000000d 00000009', '00'),
  ],
  [
    'bind_receiver_resp',
    { command: 'bind_receiver_resp', sequence: 9, status: 0, systemId: 'X', tlvs: NO_TLVS },
    octets('00000012 80000001 00000000 00000009', '5800'),
  ],
  [
    'submit_sm of a segment',
    { command: 'submit_sm', sequence: 0x7fffffff, ...MESSAGE },
    octets(
      '0000004a 00000004 00000000 7fffffff',
      '00', // service_type
      '03 00 31313100', // source_addr_ton, _npi, source_addr
      '01 01 383836393132333435363738 00', // dest_addr_ton, _npi, destination_addr
      '40 00 01', // esm_class, protocol_id, priority_flag
      '00', // schedule_delivery_time
      '30303030303130303030303030303052 00', // validity_period
      '01 00 08 00', // registered_delivery, replace_if_present, data_coding, sm_default_msg_id
      '0a 050003 2a0201 4e2d6587', // sm_length, header, 中文
    ),
  ],
  [
    'submit_sm with its text in message_payload',
    {
      command: 'submit_sm',
      sequence: 7,
      ...MESSAGE,
      esmClass: 0,
      validityPeriod: '',
      shortMessage: Buffer.alloc(0),
      tlvs: { userMessageReference: 0x1234, messagePayload: octets('4e2d') },
    },
    octets(
      '0000003c 00000004 00000000 00000007',
      '00 0300 31313100 0101 383836393132333435363738 00',
      '00 00 01 00 00 01 00 08 00 00',
      '0204 0002 1234',
      '0424 0002 4e2d',
    ),
  ],
  [
    'submit_sm_resp',
    { command: 'submit_sm_resp', sequence: 7, status: 0, messageId: '0a1b2c', tlvs: NO_TLVS },
    octets('00000017 80000004 00000000 00000007', '30613162326300'),
  ],
  [
    'submit_sm_resp, throttled',
    { command: 'submit_sm_resp', sequence: 7, status: 0x58, messageId: '', tlvs: NO_TLVS },
    octets('00000011 80000004 00000058 00000007', '00'),
  ],
  [
    'deliver_sm, a receipt by TLV',
    {
      command: 'deliver_sm',
      sequence: 33,
      ...MESSAGE,
      sourceAddrTon: 1,
      sourceAddrNpi: 1,
      sourceAddr: '886912345678',
      destAddrTon: 3,
      destAddrNpi: 0,
      destinationAddr: '111',
      esmClass: 4,
      priorityFlag: 0,
      validityPeriod: '',
      registeredDelivery: 0,
      dataCoding: 0,
      shortMessage: Buffer.alloc(0),
      tlvs: { receiptedMessageId: '99', messageState: 2, networkErrorCode: octets('03 0005') },
    },
    octets(
      '00000043 00000005 00000000 00000021',
      '00 0101 383836393132333435363738 00 0300 31313100',
      '04 00 00 00 00 00 00 00 00 00',
      '001e 0003 393900',
      '0427 0001 02',
      '0423 0003 030005',
    ),
  ],
  [
    'deliver_sm_resp',
    { command: 'deliver_sm_resp', sequence: 33, status: 0, messageId: '', tlvs: NO_TLVS },
    octets('00000011 80000005 00000000 00000021', '00'),
  ],
  [
    'data_sm',
    {
      command: 'data_sm',
      sequence: 5,
      serviceType: 'CMT',
      sourceAddrTon: 1,
      sourceAddrNpi: 1,
      sourceAddr: '8869',
      destAddrTon: 0,
      destAddrNpi: 0,
      destinationAddr: '111',
      esmClass: 4,
      registeredDelivery: 0,
      dataCoding: 0,
      tlvs: { receiptedMessageId: 'A', others: [{ tag: 0x1501, value: octets('00ff') }] },
    },
    octets(
      '00000030 00000103 00000000 00000005',
      '434d5400 01 01 3838363900 00 00 31313100 04 00 00',
      '001e 0002 4100',
      '1501 0002 00ff',
    ),
  ],
  [
    'data_sm_resp',
    {
      command: 'data_sm_resp',
      sequence: 5,
      status: 0x64,
      messageId: '',
      tlvs: { deliveryFailureReason: 2 },
    },
    octets('00000016 80000103 00000064 00000005', '00', '0425 0001 02'),
  ],
  [
    'query_sm',
    {
      command: 'query_sm',
      sequence: 6,
      messageId: '12',
      sourceAddrTon: 3,
      sourceAddrNpi: 0,
      sourceAddr: '111',
    },
    octets('00000019 00000003 00000000 00000006', '313200 03 00 31313100'),
  ],
  [
    'query_sm_resp',
    {
      command: 'query_sm_resp',
      sequence: 6,
      status: 0,
      messageId: '12',
      finalDate: '261115093000032+',
      messageState: 2,
      errorCode: 0,
    },
    octets('00000026 80000003 00000000 00000006', '313200 3236313131353039333030303033322b 00 02 00'),
  ],
  [
    'cancel_sm',
    {
      command: 'cancel_sm',
      sequence: 8,
      serviceType: '',
      messageId: '12',
      sourceAddrTon: 3,
      sourceAddrNpi: 0,
      sourceAddr: '111',
      destAddrTon: 1,
      destAddrNpi: 1,
      destinationAddr: '8869',
    },
    octets('00000021 00000008 00000000 00000008', '00 313200 0300 31313100 0101 3838363900'),
  ],
  [
    'cancel_sm_resp',
    { command: 'cancel_sm_resp', sequence: 8, status: 0x11 },
    octets('00000010 80000008 00000011 00000008'),
  ],
  ['enquire_link', { command: 'enquire_link', sequence: 2 }, octets('00000010 00000015 00000000 00000002')],
  [
    'enquire_link_resp',
    { command: 'enquire_link_resp', sequence: 2, status: 0 },
    octets('00000010 80000015 00000000 00000002'),
  ],
  ['unbind', { command: 'unbind', sequence: 3 }, octets('00000010 00000006 00000000 00000003')],
  [
    'unbind_resp',
    { command: 'unbind_resp', sequence: 3, status: 0 },
    octets('00000010 80000006 00000000 00000003'),
  ],
  [
    'generic_nack',
    { command: 'generic_nack', sequence: 0, status: 3 },
    octets('00000010 80000000 00000003 00000000'),
  ],
  [
    'outbind',
    { command: 'outbind', sequence: 1, systemId: 'S', password: 'p' },
    octets('00000014 0000000b 00000000 00000001', '5300 7000'),
  ],
  [
    'alert_notification',
    {
      command: 'alert_notification',
      sequence: 4,
      sourceAddrTon: 1,
      sourceAddrNpi: 1,
      sourceAddr: '8869',
      esmeAddrTon: 3,
      esmeAddrNpi: 0,
      esmeAddr: '111',
      tlvs: { msAvailabilityStatus: 0 },
    },
    octets('00000022 00000102 00000000 00000004', '0101 3838363900 0300 31313100', '0422 0001 00'),
  ],
];

describe('the codec', () => {
  it.each(CASES)('writes %s octet for octet', (_name, pdu, bytes) => {
    const result = encodePdu(pdu);
    expect(result.ok && result.bytes.toString('hex')).toBe(bytes.toString('hex'));
  });

  it.each(CASES)('reads %s', (_name, pdu, bytes) => {
    expect(decodePdu(bytes)).toEqual(pdu);
  });

  it('reads a PDU in the middle of a larger buffer', () => {
    const pdu = octets('00000010 00000015 00000000 00000002');
    expect(decodePdu(Buffer.concat([octets('ffff'), pdu, octets('ffff')]), 2, 18)).toEqual({
      command: 'enquire_link',
      sequence: 2,
    });
  });
});

describe('what carriers leave out', () => {
  it.each([
    ['submit_sm_resp', '00000010 80000004 00000008 00000007', { messageId: '', tlvs: NO_TLVS, status: 8 }],
    ['submit_sm_resp', '00000010 80000004 00000000 00000007', { messageId: '', tlvs: NO_TLVS, status: 0 }],
    [
      'bind_transceiver_resp',
      '00000010 80000009 0000000e 00000007',
      { systemId: '', tlvs: NO_TLVS, status: 14 },
    ],
    [
      'query_sm_resp',
      '00000010 80000003 00000067 00000007',
      { status: 0x67, messageId: '', finalDate: '', messageState: 0, errorCode: 0 },
    ],
  ])('%s may have no body', (command, hex, fields) => {
    expect(decodePdu(octets(hex))).toEqual({ command, sequence: 7, ...fields });
  });

  it('receipted_message_id may have no NUL', () => {
    const pdu = decodePdu(octets('0000001a 80000004 00000000 00000007 00', '001e 0005 3132333435'));
    expect(pdu).toMatchObject({ tlvs: { receiptedMessageId: '12345' } });
  });

  it('TLVs stand behind PDUs that have none in 3.4, and repeat', () => {
    expect(decodePdu(octets('00000014 80000015 00000000 00000002', '1400 0000'))).toMatchObject({
      command: 'enquire_link_resp',
    });
    const twice = decodePdu(octets('0000001b 80000004 00000000 00000007 00', '0427 0001 02', '0427 0001 05'));
    expect(twice).toMatchObject({
      tlvs: { messageState: 2, others: [{ tag: 0x0427, value: octets('05') }] },
    });
  });
});
