import { HEADER_BYTES, REQUEST_ID } from './command';
import { readRequest } from './decode-request';
import { readResponse } from './decode-response';
import type { FieldFault, Malformed } from './fault';
import type { Pdu } from './pdu';
import { PduCursor } from './pdu-cursor';
import { readTlvs } from './read-tlvs';
import { STATUS } from './status';

/** Decoding is synchronous and does not nest: one cursor serves the process. */
const cursor = new PduCursor();

/**
 * One PDU from `bytes[start, end)`, which must be exactly the octets that its command_length says.
 * Strings of the result are copies, octets (`shortMessage`, TLVs) are views into `bytes`.
 */
export function decodePdu(bytes: Buffer, start = 0, end = bytes.length): Pdu | Malformed {
  const size = end - start;
  if (size < HEADER_BYTES || bytes.readUInt32BE(start) !== size) return badLength();
  const id = bytes.readInt32BE(start + 4) & 0x7fffffff;
  const isResponse = bytes.readUInt8(start + 4) >= 0x80;
  const sequence = bytes.readUInt32BE(start + 12);
  cursor.open(bytes, start + HEADER_BYTES, end);
  const pdu = isResponse
    ? readResponse(cursor, id, sequence, bytes.readUInt32BE(start + 8))
    : readRequest(cursor, id, sequence);
  if (pdu === null) return unknownCommand(bytes.readUInt32BE(start + 4), sequence, isResponse);
  // What follows the fields must be sound TLVs also where 3.4 has none: later versions put some there.
  if (cursor.at < end) readTlvs(cursor);
  return cursor.reason === null ? pdu : badBody(bytes.readUInt32BE(start + 4), sequence, isResponse);
}

/** A command_length that no PDU has: where the next PDU begins is unknown, so nothing after it can be read. */
export function badLength(): Malformed {
  return malformed(
    { reason: 'command-length', field: 'command_length', status: STATUS.ESME_RINVCMDLEN },
    { commandId: 0, sequence: 0, answer: 'generic_nack', closes: true },
  );
}

function unknownCommand(commandId: number, sequence: number, isResponse: boolean): Malformed {
  return malformed(
    { reason: 'unknown-command', field: 'command_id', status: STATUS.ESME_RINVCMDID },
    { commandId, sequence, answer: isResponse ? 'none' : 'generic_nack', closes: false },
  );
}

function badBody(commandId: number, sequence: number, isResponse: boolean): Malformed {
  const { reason, field, status, closes } = cursor;
  const answer = isResponse ? 'none' : UNANSWERED.has(commandId) ? 'generic_nack' : 'response';
  return malformed(
    { reason: reason ?? 'out-of-range', field, status },
    { commandId, sequence, answer, closes },
  );
}

/** Requests that have no response of their own. */
const UNANSWERED: ReadonlySet<number> = new Set([REQUEST_ID.outbind, REQUEST_ID.alert_notification]);

function malformed(fault: FieldFault, where: Omit<Malformed, 'command' | keyof FieldFault>): Malformed {
  return { command: 'malformed', ...fault, ...where };
}
