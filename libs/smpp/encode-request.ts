import { MAX_SEQUENCE, REQUEST_ID } from './command';
import type { FieldFault } from './fault';
import { MAX_SHORT_MESSAGE, OCTET, STRING, type StringField } from './field';
import type { BindFields, CancelFields, DataFields, MessageFields, QueryFields, RequestPdu } from './pdu';
import type { PduWriter } from './pdu-writer';
import { STATUS } from './status';
import { writeTime } from './write-time';
import { writeTlvs } from './write-tlvs';

/** A request of this room, typed by its `command`; null when it stands in `out`, else why not. */
export function writeRequest(out: PduWriter, pdu: RequestPdu): FieldFault | null {
  begin(out, REQUEST_ID[pdu.command], pdu.sequence);
  switch (pdu.command) {
    case 'submit_sm':
    case 'deliver_sm':
      message(out, pdu);
      break;
    case 'data_sm':
      dataSm(out, pdu);
      break;
    case 'bind_transmitter':
    case 'bind_receiver':
    case 'bind_transceiver':
      bind(out, pdu);
      break;
    case 'query_sm':
      querySm(out, pdu);
      break;
    case 'cancel_sm':
      cancelSm(out, pdu);
      break;
    case 'outbind':
      out.string(pdu.systemId, STRING.systemId);
      out.string(pdu.password, STRING.password);
      break;
    case 'alert_notification':
      source(out, pdu, STRING.longSourceAddr);
      out.octet(pdu.esmeAddrTon, OCTET.esmeAddrTon);
      out.octet(pdu.esmeAddrNpi, OCTET.esmeAddrNpi);
      out.string(pdu.esmeAddr, STRING.esmeAddr);
      writeTlvs(out, pdu.tlvs);
      break;
    case 'enquire_link':
    case 'unbind':
      break;
  }
  return out.finish();
}

/** The hot one, without looking at `command`. */
export function writeSubmitSm(out: PduWriter, fields: MessageFields, sequence: number): FieldFault | null {
  begin(out, REQUEST_ID.submit_sm, sequence);
  message(out, fields);
  return out.finish();
}

function begin(out: PduWriter, commandId: number, sequence: number): void {
  out.begin(commandId, 0, sequence);
  if (!(sequence >= 1 && sequence <= MAX_SEQUENCE && Number.isInteger(sequence))) {
    out.fail('out-of-range', 'sequence_number', STATUS.ESME_RSYSERR);
  }
}

function bind(out: PduWriter, fields: BindFields): void {
  out.string(fields.systemId, STRING.systemId);
  out.string(fields.password, STRING.password);
  out.string(fields.systemType, STRING.systemType);
  out.octet(fields.interfaceVersion, OCTET.interfaceVersion);
  out.octet(fields.addrTon, OCTET.addrTon);
  out.octet(fields.addrNpi, OCTET.addrNpi);
  out.string(fields.addressRange, STRING.addressRange);
}

function message(out: PduWriter, fields: MessageFields): void {
  const { shortMessage, tlvs } = fields;
  out.string(fields.serviceType, STRING.serviceType);
  source(out, fields, STRING.sourceAddr);
  destination(out, fields, STRING.destinationAddr);
  out.octet(fields.esmClass, OCTET.esmClass);
  out.octet(fields.protocolId, OCTET.protocolId);
  out.octet(fields.priorityFlag, OCTET.priorityFlag);
  writeTime(out, fields.scheduleDeliveryTime, STRING.scheduleDeliveryTime);
  writeTime(out, fields.validityPeriod, STRING.validityPeriod);
  out.octet(fields.registeredDelivery, OCTET.registeredDelivery);
  out.octet(fields.replaceIfPresentFlag, OCTET.replaceIfPresentFlag);
  out.octet(fields.dataCoding, OCTET.dataCoding);
  out.octet(fields.smDefaultMsgId, OCTET.smDefaultMsgId);
  if (shortMessage.length > MAX_SHORT_MESSAGE) {
    return out.fail('too-long', 'short_message', STATUS.ESME_RINVMSGLEN);
  }
  // §5.3.2.32: a PDU has its text in one of the two places, never in both.
  if (shortMessage.length > 0 && tlvs.messagePayload !== undefined) {
    return out.fail('two-texts', 'message_payload', STATUS.ESME_ROPTPARNOTALLWD);
  }
  out.uint(shortMessage.length, 1);
  out.bytes(shortMessage);
  writeTlvs(out, tlvs);
}

function dataSm(out: PduWriter, fields: DataFields): void {
  out.string(fields.serviceType, STRING.serviceType);
  source(out, fields, STRING.longSourceAddr);
  destination(out, fields, STRING.longDestinationAddr);
  out.octet(fields.esmClass, OCTET.esmClass);
  out.octet(fields.registeredDelivery, OCTET.registeredDelivery);
  out.octet(fields.dataCoding, OCTET.dataCoding);
  writeTlvs(out, fields.tlvs);
}

function querySm(out: PduWriter, fields: QueryFields): void {
  out.string(fields.messageId, STRING.messageId);
  source(out, fields, STRING.sourceAddr);
}

function cancelSm(out: PduWriter, fields: CancelFields): void {
  out.string(fields.serviceType, STRING.serviceType);
  querySm(out, fields);
  destination(out, fields, STRING.destinationAddr);
}

/** The fields of an address, as they follow one another on the wire. */
interface Source {
  readonly sourceAddrTon: number;
  readonly sourceAddrNpi: number;
  readonly sourceAddr: string;
}
interface Destination {
  readonly destAddrTon: number;
  readonly destAddrNpi: number;
  readonly destinationAddr: string;
}

function source(out: PduWriter, fields: Source, bounds: StringField): void {
  out.octet(fields.sourceAddrTon, OCTET.sourceAddrTon);
  out.octet(fields.sourceAddrNpi, OCTET.sourceAddrNpi);
  out.string(fields.sourceAddr, bounds);
}

function destination(out: PduWriter, fields: Destination, bounds: StringField): void {
  out.octet(fields.destAddrTon, OCTET.destAddrTon);
  out.octet(fields.destAddrNpi, OCTET.destAddrNpi);
  out.string(fields.destinationAddr, bounds);
}
