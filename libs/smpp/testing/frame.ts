/** One PDU as a test's carrier sees it: cut and read here on purpose without the room's own codec. */
export interface Frame {
  readonly id: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

/** A PDU from its parts. */
export function frame(id: number, sequence: number, status = 0, body: Uint8Array | string = ''): Buffer {
  const octets = Buffer.from(body);
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + octets.length, 0);
  head.writeUInt32BE(id, 4);
  head.writeUInt32BE(status, 8);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, octets]);
}

export const ID = {
  nack: 0x80000000,
  bindTransceiver: 0x09,
  bindTransceiverResp: 0x80000009,
  querySm: 0x03,
  querySmResp: 0x80000003,
  submitSm: 0x04,
  submitSmResp: 0x80000004,
  deliverSm: 0x05,
  deliverSmResp: 0x80000005,
  unbind: 0x06,
  unbindResp: 0x80000006,
  cancelSm: 0x08,
  cancelSmResp: 0x80000008,
  outbind: 0x0b,
  enquireLink: 0x15,
  enquireLinkResp: 0x80000015,
} as const;

/** A deliver_sm as a carrier sends a receipt, with `source` as the handset's number. */
export function receiptFrame(sequence: number, text: string, source = '886912345678'): Buffer {
  const body = `\0\x01\x01${source}\0\x01\x01111\0\x04\0\0\0\0\0\0\0\0${String.fromCharCode(text.length)}${text}`;
  return frame(ID.deliverSm, sequence, 0, Buffer.from(body, 'latin1'));
}

/** Whole PDUs at the beginning of `bytes`, and what is left of them. */
export function cut(bytes: Buffer): { frames: Frame[]; rest: Buffer } {
  const frames: Frame[] = [];
  let at = 0;
  while (bytes.length - at >= 16 && bytes.length - at >= bytes.readUInt32BE(at)) {
    const end = at + bytes.readUInt32BE(at);
    frames.push({
      id: bytes.readUInt32BE(at + 4),
      status: bytes.readUInt32BE(at + 8),
      sequence: bytes.readUInt32BE(at + 12),
      body: bytes.subarray(at + 16, end),
    });
    at = end;
  }
  return { frames, rest: bytes.subarray(at) };
}
