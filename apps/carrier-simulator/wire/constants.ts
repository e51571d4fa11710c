/**
 * Numbers of SMPP 3.4 as signed 32-bit integers: a command id with the response bit set is negative, so that
 * no value of the fast path leaves V8's small integers.
 */
export const COMMAND = {
  genericNack: 0x80000000 | 0,
  bindReceiver: 0x00000001,
  bindReceiverResp: 0x80000001 | 0,
  bindTransmitter: 0x00000002,
  bindTransmitterResp: 0x80000002 | 0,
  querySm: 0x00000003,
  querySmResp: 0x80000003 | 0,
  submitSm: 0x00000004,
  submitSmResp: 0x80000004 | 0,
  deliverSm: 0x00000005,
  deliverSmResp: 0x80000005 | 0,
  unbind: 0x00000006,
  unbindResp: 0x80000006 | 0,
  bindTransceiver: 0x00000009,
  bindTransceiverResp: 0x80000009 | 0,
  enquireLink: 0x00000015,
  enquireLinkResp: 0x80000015 | 0,
} as const;

/** `command_status` values that the simulator answers with. */
export const STATUS = {
  ok: 0x00,
  badMessageLength: 0x01,
  badCommandLength: 0x02,
  badCommandId: 0x03,
  badBindState: 0x04,
  alreadyBound: 0x05,
  badSource: 0x0a,
  badDestination: 0x0b,
  badMessageId: 0x0c,
  bindFailed: 0x0d,
  badPassword: 0x0e,
  queueFull: 0x14,
  badEsmClass: 0x43,
  submitFailed: 0x45,
  throttled: 0x58,
  badValidity: 0x62,
  queryFailed: 0x67,
  /** Vendor range: the number is not (or no longer) a subscriber of this carrier. */
  notOurs: 0x40b,
} as const;

export const TAG = {
  receiptedMessageId: 0x001e,
  userMessageReference: 0x0204,
  sarReference: 0x020c,
  sarTotal: 0x020e,
  sarPart: 0x020f,
  interfaceVersion: 0x0210,
  networkErrorCode: 0x0423,
  messagePayload: 0x0424,
  messageState: 0x0427,
} as const;

/** Vendor TLVs: whatever they hold is taken as part of a segment's identity. */
export const VENDOR_TAGS = { first: 0x1400, last: 0x3fff } as const;

export const HEADER = 16;

/** Longest PDU taken: a message_payload of 64 KiB with its fields. Anything longer is a broken peer. */
export const LONGEST_PDU = 70_000;

/** `0x00000058`, as people read statuses. */
export const statusText = (status: number): string =>
  `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
