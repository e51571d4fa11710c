import { DEFAULT_MAX_PDU_BYTES } from './command';
import { writeRequest } from './encode-request';
import { writeResponse } from './encode-response';
import type { FieldFault } from './fault';
import type { Pdu } from './pdu';
import { PduWriter } from './pdu-writer';

export type EncodeResult =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly fault: FieldFault };

/** One PDU as octets of its own. A session writes many into one buffer instead. */
export function encodePdu(pdu: Pdu, maxPduBytes = DEFAULT_MAX_PDU_BYTES): EncodeResult {
  const out = new PduWriter(maxPduBytes);
  const fault = writePdu(out, pdu);
  return fault === null ? { ok: true, bytes: Buffer.concat(out.take()) } : { ok: false, fault };
}

/** Adds a PDU to `out`; null when it stands there, else why not. */
export function writePdu(out: PduWriter, pdu: Pdu): FieldFault | null {
  return 'status' in pdu ? writeResponse(out, pdu) : writeRequest(out, pdu);
}
