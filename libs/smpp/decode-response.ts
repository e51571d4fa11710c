import { REQUEST_ID } from './command';
import { OCTET, STRING } from './field';
import type { BareResponse, BindCommand, BindResp, MessageIdResp, QuerySmResp, ResponsePdu } from './pdu';
import type { PduCursor } from './pdu-cursor';
import { readTlvs } from './read-tlvs';
import { STATUS } from './status';

/** The body of a response, `id` without bit 31; null for a command that 3.4 (or this room) does not know. */
export function readResponse(
  cursor: PduCursor,
  id: number,
  sequence: number,
  status: number,
): ResponsePdu | null {
  switch (id) {
    case REQUEST_ID.submit_sm:
      return messageIdResp(cursor, 'submit_sm_resp', sequence, status);
    case REQUEST_ID.deliver_sm:
      return messageIdResp(cursor, 'deliver_sm_resp', sequence, status);
    case REQUEST_ID.data_sm:
      return messageIdResp(cursor, 'data_sm_resp', sequence, status);
    case REQUEST_ID.enquire_link:
      return bare('enquire_link_resp', sequence, status);
    case REQUEST_ID.unbind:
      return bare('unbind_resp', sequence, status);
    case REQUEST_ID.cancel_sm:
      return bare('cancel_sm_resp', sequence, status);
    case 0:
      return bare('generic_nack', sequence, status);
    case REQUEST_ID.bind_transceiver:
      return bindResp(cursor, 'bind_transceiver', sequence, status);
    case REQUEST_ID.bind_transmitter:
      return bindResp(cursor, 'bind_transmitter', sequence, status);
    case REQUEST_ID.bind_receiver:
      return bindResp(cursor, 'bind_receiver', sequence, status);
    case REQUEST_ID.query_sm:
      return querySmResp(cursor, sequence, status);
    default:
      return null;
  }
}

/** §4.4.2 leaves the body out of a refusal, and some carriers leave it out of every answer. */
const hasBody = (cursor: PduCursor) => cursor.at < cursor.end;

function messageIdResp(
  cursor: PduCursor,
  command: MessageIdResp['command'],
  sequence: number,
  status: number,
): MessageIdResp {
  const messageId = hasBody(cursor) ? cursor.string(STRING.messageId) : '';
  return { command, sequence, status, messageId, tlvs: readTlvs(cursor) };
}

function bindResp(cursor: PduCursor, command: BindCommand, sequence: number, status: number): BindResp {
  const systemId = hasBody(cursor) ? cursor.string(STRING.systemId) : '';
  return { command: `${command}_resp`, sequence, status, systemId, tlvs: readTlvs(cursor) };
}

function querySmResp(cursor: PduCursor, sequence: number, status: number): QuerySmResp {
  const command = 'query_sm_resp';
  if (status !== STATUS.ESME_ROK && !hasBody(cursor)) {
    return { command, sequence, status, messageId: '', finalDate: '', messageState: 0, errorCode: 0 };
  }
  return {
    command,
    sequence,
    status,
    messageId: cursor.string(STRING.messageId),
    finalDate: cursor.string(STRING.finalDate),
    messageState: cursor.octet(OCTET.messageState),
    errorCode: cursor.octet(OCTET.errorCode),
  };
}

function bare(command: BareResponse['command'], sequence: number, status: number): BareResponse {
  return { command, sequence, status };
}
