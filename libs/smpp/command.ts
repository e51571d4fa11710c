/** `command_id` of the requests of SMPP 3.4 that this room speaks. Its response has bit 31 set. */
export const REQUEST_ID = {
  bind_receiver: 0x01,
  bind_transmitter: 0x02,
  query_sm: 0x03,
  submit_sm: 0x04,
  deliver_sm: 0x05,
  unbind: 0x06,
  bind_transceiver: 0x09,
  outbind: 0x0b,
  cancel_sm: 0x08,
  enquire_link: 0x15,
  alert_notification: 0x102,
  data_sm: 0x103,
} as const;

export type RequestName = keyof typeof REQUEST_ID;

/** Bit 31: this PDU answers another. Alone it is generic_nack. */
export const RESPONSE_BIT = 0x80000000;
export const GENERIC_NACK_ID = RESPONSE_BIT;

/** Octets of every PDU's header: length, command, status, sequence. */
export const HEADER_BYTES = 16;

/** The largest PDU taken unless a link says otherwise: a full message_payload does not occur on an SMS link. */
export const DEFAULT_MAX_PDU_BYTES = 65_536;

/** Sequence numbers run 1 … 2³¹−1 and begin again (§3.2). */
export const MAX_SEQUENCE = 0x7fffffff;
