import { REQUEST_ID, RESPONSE_BIT } from './command';
import type { FieldFault } from './fault';
import { OCTET, STRING } from './field';
import type { ResponsePdu } from './pdu';
import type { PduWriter } from './pdu-writer';
import { writeTime } from './write-time';
import { writeTlvs } from './write-tlvs';

const RESPONSE_ID = {
  bind_transmitter_resp: REQUEST_ID.bind_transmitter,
  bind_receiver_resp: REQUEST_ID.bind_receiver,
  bind_transceiver_resp: REQUEST_ID.bind_transceiver,
  submit_sm_resp: REQUEST_ID.submit_sm,
  deliver_sm_resp: REQUEST_ID.deliver_sm,
  data_sm_resp: REQUEST_ID.data_sm,
  query_sm_resp: REQUEST_ID.query_sm,
  cancel_sm_resp: REQUEST_ID.cancel_sm,
  enquire_link_resp: REQUEST_ID.enquire_link,
  unbind_resp: REQUEST_ID.unbind,
  generic_nack: 0,
} as const satisfies Record<ResponsePdu['command'], number>;

/** A response of this room; null when it stands in `out`, else why not. */
export function writeResponse(out: PduWriter, pdu: ResponsePdu): FieldFault | null {
  out.begin(RESPONSE_BIT + RESPONSE_ID[pdu.command], pdu.status, pdu.sequence);
  switch (pdu.command) {
    case 'bind_transmitter_resp':
    case 'bind_receiver_resp':
    case 'bind_transceiver_resp':
      out.string(pdu.systemId, STRING.systemId);
      writeTlvs(out, pdu.tlvs);
      break;
    case 'submit_sm_resp':
    case 'deliver_sm_resp':
    case 'data_sm_resp':
      out.string(pdu.messageId, STRING.messageId);
      writeTlvs(out, pdu.tlvs);
      break;
    case 'query_sm_resp':
      out.string(pdu.messageId, STRING.messageId);
      writeTime(out, pdu.finalDate, STRING.finalDate);
      out.octet(pdu.messageState, OCTET.messageState);
      out.octet(pdu.errorCode, OCTET.errorCode);
      break;
    case 'enquire_link_resp':
    case 'unbind_resp':
    case 'cancel_sm_resp':
    case 'generic_nack':
      break;
  }
  return out.finish();
}

/** What answers a request that has no more to say than its status. */
export function writeStatus(out: PduWriter, commandId: number, status: number, sequence: number): void {
  out.begin(commandId, status, sequence);
  out.finish();
}

/** deliver_sm_resp and data_sm_resp carry an empty message_id (§4.6.2). */
export function writeAck(
  out: PduWriter,
  command: 'deliver_sm' | 'data_sm',
  status: number,
  sequence: number,
): void {
  out.begin(RESPONSE_BIT + REQUEST_ID[command], status, sequence);
  out.uint(0, 1);
  out.finish();
}
