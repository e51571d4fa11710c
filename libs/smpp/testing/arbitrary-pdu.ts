import fc from 'fast-check';
import type { Pdu } from '../pdu';
import { FLAG_TLV, INTEGER_TLV, OCTETS_TLV, STRING_TLV, TLV_BY_TAG, type Tlvs } from '../tlv';

const ascii = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 1, max: 127 }).map(code => String.fromCharCode(code)), maxLength });
const octet = fc.integer({ min: 0, max: 255 });
const octets = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map(bytes => Buffer.from(bytes));
const sequence = fc.integer({ min: 1, max: 0x7fffffff });
const status = fc.integer({ min: 0, max: 0xffffffff });
const time = fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9]{15}[-+R]$/));

const unknownTag = fc.integer({ min: 0, max: 0xffff }).filter(tag => !TLV_BY_TAG.has(tag));
const others = fc.array(fc.record({ tag: unknownTag, value: octets(0, 40) }), { minLength: 1, maxLength: 3 });

/** Any of the TLVs of 3.4, each absent or within its bounds, and some that 3.4 does not know. */
const tlvs = (): fc.Arbitrary<Tlvs> => {
  const known = {
    ...mapValues(INTEGER_TLV, ({ bytes }) => fc.integer({ min: 0, max: 2 ** (8 * bytes) - 1 })),
    ...mapValues(STRING_TLV, ({ max }) => ascii(max - 1)),
    ...mapValues(OCTETS_TLV, ({ min, max }) => octets(min, Math.min(max, 300))),
    ...mapValues(FLAG_TLV, () => fc.constant(true as const)),
    others,
  };
  return fc.record(known, { requiredKeys: [] });
};

const mapValues = <K extends string, V, R>(table: Record<K, V>, map: (value: V) => R): Record<K, R> =>
  Object.fromEntries(Object.entries<V>(table).map(([key, value]) => [key, map(value)])) as Record<K, R>;

const address = { ton: octet, npi: octet, addr: ascii(20), longAddr: ascii(64) };
const source = { sourceAddrTon: address.ton, sourceAddrNpi: address.npi, sourceAddr: address.addr };
const destination = { destAddrTon: address.ton, destAddrNpi: address.npi, destinationAddr: address.addr };

const message = (command: 'submit_sm' | 'deliver_sm') =>
  fc
    .record({
      command: fc.constant(command),
      sequence,
      serviceType: ascii(5),
      ...source,
      ...destination,
      esmClass: octet,
      protocolId: octet,
      priorityFlag: octet,
      scheduleDeliveryTime: time,
      validityPeriod: time,
      registeredDelivery: octet,
      replaceIfPresentFlag: octet,
      dataCoding: octet,
      smDefaultMsgId: octet,
      shortMessage: octets(0, 254),
      tlvs: tlvs(),
    })
    .map(pdu => (pdu.tlvs.messagePayload === undefined ? pdu : { ...pdu, shortMessage: Buffer.alloc(0) }));

/** Every PDU that this room can write. */
export const arbitraryPdu: fc.Arbitrary<Pdu> = fc.oneof(
  message('submit_sm'),
  message('deliver_sm'),
  fc.record({
    command: fc.constantFrom('bind_transmitter', 'bind_receiver', 'bind_transceiver'),
    sequence,
    systemId: ascii(15),
    password: ascii(8),
    systemType: ascii(12),
    interfaceVersion: octet,
    addrTon: octet,
    addrNpi: octet,
    addressRange: ascii(40),
  }),
  fc.record({
    command: fc.constantFrom('bind_transmitter_resp', 'bind_receiver_resp', 'bind_transceiver_resp'),
    sequence,
    status,
    systemId: ascii(15),
    tlvs: tlvs(),
  }),
  fc.record({
    command: fc.constantFrom('submit_sm_resp', 'deliver_sm_resp', 'data_sm_resp'),
    sequence,
    status,
    messageId: ascii(64),
    tlvs: tlvs(),
  }),
  fc.record({
    command: fc.constant('data_sm'),
    sequence,
    serviceType: ascii(5),
    ...source,
    ...destination,
    sourceAddr: address.longAddr,
    destinationAddr: address.longAddr,
    esmClass: octet,
    registeredDelivery: octet,
    dataCoding: octet,
    tlvs: tlvs(),
  }),
  fc.record({ command: fc.constant('query_sm'), sequence, messageId: ascii(64), ...source }),
  fc.record({
    command: fc.constant('query_sm_resp'),
    sequence,
    status,
    messageId: ascii(64),
    finalDate: time,
    messageState: octet,
    errorCode: octet,
  }),
  fc.record({
    command: fc.constant('cancel_sm'),
    sequence,
    serviceType: ascii(5),
    messageId: ascii(64),
    ...source,
    ...destination,
  }),
  fc.record({
    command: fc.constant('outbind'),
    sequence,
    systemId: ascii(15),
    password: ascii(8),
  }),
  fc.record({
    command: fc.constant('alert_notification'),
    sequence,
    ...source,
    sourceAddr: address.longAddr,
    esmeAddrTon: octet,
    esmeAddrNpi: octet,
    esmeAddr: address.longAddr,
    tlvs: tlvs(),
  }),
  fc.record({ command: fc.constantFrom('enquire_link', 'unbind'), sequence }),
  fc.record({
    command: fc.constantFrom('enquire_link_resp', 'unbind_resp', 'cancel_sm_resp', 'generic_nack'),
    sequence,
    status,
  }),
);

/** Octets that begin as a PDU and then go wrong: some changed, some cut out, some put in. */
export const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('set', 'cut', 'insert'),
    octet,
  }),
  { minLength: 1, maxLength: 6 },
);

export function mutate(
  bytes: Buffer,
  changes: readonly { at: number; kind: string; octet: number }[],
): Buffer {
  let mutated = Buffer.from(bytes);
  for (const { at, kind, octet: value } of changes) {
    const place = Math.floor(at * mutated.length);
    if (kind === 'set' && place < mutated.length) mutated[place] = value;
    else if (kind !== 'set') {
      const skip = kind === 'cut' ? value % 9 : 0;
      const put = kind === 'insert' ? Buffer.alloc((value % 5) + 1, value) : Buffer.alloc(0);
      mutated = Buffer.concat([mutated.subarray(0, place), put, mutated.subarray(place + skip)]);
    }
  }
  return mutated;
}
