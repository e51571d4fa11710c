import { REQUEST_ID } from './command';
import { MAX_SHORT_MESSAGE, OCTET, STRING } from './field';
import type {
  AlertNotification,
  Bind,
  BindCommand,
  CancelSm,
  DataSm,
  MessageFields,
  Outbind,
  QuerySm,
  RequestPdu,
} from './pdu';
import type { PduCursor } from './pdu-cursor';
import { readTlvs } from './read-tlvs';

/** The body of a request; null for a command that 3.4 (or this room) does not know. */
export function readRequest(cursor: PduCursor, id: number, sequence: number): RequestPdu | null {
  switch (id) {
    case REQUEST_ID.deliver_sm:
      return message(cursor, 'deliver_sm', sequence);
    case REQUEST_ID.submit_sm:
      return message(cursor, 'submit_sm', sequence);
    case REQUEST_ID.enquire_link:
      return { command: 'enquire_link', sequence };
    case REQUEST_ID.data_sm:
      return dataSm(cursor, sequence);
    case REQUEST_ID.unbind:
      return { command: 'unbind', sequence };
    case REQUEST_ID.bind_transceiver:
      return bind(cursor, 'bind_transceiver', sequence);
    case REQUEST_ID.bind_transmitter:
      return bind(cursor, 'bind_transmitter', sequence);
    case REQUEST_ID.bind_receiver:
      return bind(cursor, 'bind_receiver', sequence);
    case REQUEST_ID.query_sm:
      return querySm(cursor, sequence);
    case REQUEST_ID.cancel_sm:
      return cancelSm(cursor, sequence);
    case REQUEST_ID.outbind:
      return outbind(cursor, sequence);
    case REQUEST_ID.alert_notification:
      return alertNotification(cursor, sequence);
    default:
      return null;
  }
}

// In an object literal the values are read from left to right: the order below is the order on the wire.

function message<C extends 'submit_sm' | 'deliver_sm'>(
  cursor: PduCursor,
  command: C,
  sequence: number,
): MessageFields & { readonly command: C; readonly sequence: number } {
  return {
    command,
    sequence,
    serviceType: cursor.string(STRING.serviceType),
    sourceAddrTon: cursor.octet(OCTET.sourceAddrTon),
    sourceAddrNpi: cursor.octet(OCTET.sourceAddrNpi),
    sourceAddr: cursor.string(STRING.sourceAddr),
    destAddrTon: cursor.octet(OCTET.destAddrTon),
    destAddrNpi: cursor.octet(OCTET.destAddrNpi),
    destinationAddr: cursor.string(STRING.destinationAddr),
    esmClass: cursor.octet(OCTET.esmClass),
    protocolId: cursor.octet(OCTET.protocolId),
    priorityFlag: cursor.octet(OCTET.priorityFlag),
    scheduleDeliveryTime: cursor.string(STRING.scheduleDeliveryTime),
    validityPeriod: cursor.string(STRING.validityPeriod),
    registeredDelivery: cursor.octet(OCTET.registeredDelivery),
    replaceIfPresentFlag: cursor.octet(OCTET.replaceIfPresentFlag),
    dataCoding: cursor.octet(OCTET.dataCoding),
    smDefaultMsgId: cursor.octet(OCTET.smDefaultMsgId),
    shortMessage: shortMessage(cursor),
    tlvs: readTlvs(cursor),
  };
}

function shortMessage(cursor: PduCursor): Buffer {
  const length = cursor.octet(OCTET.smLength);
  const room = cursor.end - cursor.at;
  if (length <= MAX_SHORT_MESSAGE && length <= room) return cursor.view(length);
  const cut = length > room;
  cursor.fail(cut ? 'cut-short' : 'too-long', OCTET.smLength.name, OCTET.smLength.status, cut);
  return cursor.view(0);
}

function dataSm(cursor: PduCursor, sequence: number): DataSm {
  return {
    command: 'data_sm',
    sequence,
    serviceType: cursor.string(STRING.serviceType),
    sourceAddrTon: cursor.octet(OCTET.sourceAddrTon),
    sourceAddrNpi: cursor.octet(OCTET.sourceAddrNpi),
    sourceAddr: cursor.string(STRING.longSourceAddr),
    destAddrTon: cursor.octet(OCTET.destAddrTon),
    destAddrNpi: cursor.octet(OCTET.destAddrNpi),
    destinationAddr: cursor.string(STRING.longDestinationAddr),
    esmClass: cursor.octet(OCTET.esmClass),
    registeredDelivery: cursor.octet(OCTET.registeredDelivery),
    dataCoding: cursor.octet(OCTET.dataCoding),
    tlvs: readTlvs(cursor),
  };
}

function bind(cursor: PduCursor, command: BindCommand, sequence: number): Bind {
  return {
    command,
    sequence,
    systemId: cursor.string(STRING.systemId),
    password: cursor.string(STRING.password),
    systemType: cursor.string(STRING.systemType),
    interfaceVersion: cursor.octet(OCTET.interfaceVersion),
    addrTon: cursor.octet(OCTET.addrTon),
    addrNpi: cursor.octet(OCTET.addrNpi),
    addressRange: cursor.string(STRING.addressRange),
  };
}

function querySm(cursor: PduCursor, sequence: number): QuerySm {
  return {
    command: 'query_sm',
    sequence,
    messageId: cursor.string(STRING.messageId),
    sourceAddrTon: cursor.octet(OCTET.sourceAddrTon),
    sourceAddrNpi: cursor.octet(OCTET.sourceAddrNpi),
    sourceAddr: cursor.string(STRING.sourceAddr),
  };
}

function cancelSm(cursor: PduCursor, sequence: number): CancelSm {
  return {
    command: 'cancel_sm',
    sequence,
    serviceType: cursor.string(STRING.serviceType),
    messageId: cursor.string(STRING.messageId),
    sourceAddrTon: cursor.octet(OCTET.sourceAddrTon),
    sourceAddrNpi: cursor.octet(OCTET.sourceAddrNpi),
    sourceAddr: cursor.string(STRING.sourceAddr),
    destAddrTon: cursor.octet(OCTET.destAddrTon),
    destAddrNpi: cursor.octet(OCTET.destAddrNpi),
    destinationAddr: cursor.string(STRING.destinationAddr),
  };
}

function outbind(cursor: PduCursor, sequence: number): Outbind {
  return {
    command: 'outbind',
    sequence,
    systemId: cursor.string(STRING.systemId),
    password: cursor.string(STRING.password),
  };
}

function alertNotification(cursor: PduCursor, sequence: number): AlertNotification {
  return {
    command: 'alert_notification',
    sequence,
    sourceAddrTon: cursor.octet(OCTET.sourceAddrTon),
    sourceAddrNpi: cursor.octet(OCTET.sourceAddrNpi),
    sourceAddr: cursor.string(STRING.longSourceAddr),
    esmeAddrTon: cursor.octet(OCTET.esmeAddrTon),
    esmeAddrNpi: cursor.octet(OCTET.esmeAddrNpi),
    esmeAddr: cursor.string(STRING.esmeAddr),
    tlvs: readTlvs(cursor),
  };
}
