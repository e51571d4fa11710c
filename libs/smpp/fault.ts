export type FaultReason =
  | 'command-length'
  | 'unknown-command'
  | 'cut-short'
  | 'unterminated'
  | 'too-long'
  | 'not-ascii'
  | 'out-of-range'
  | 'bad-time'
  | 'two-texts'
  | 'tlv-cut'
  | 'tlv-length';

/** One field that breaks a bound. Never carries the field's value: it may be a number or a text. */
export interface FieldFault {
  readonly reason: FaultReason;
  /** The specification's name of the field, `destination_addr`. */
  readonly field: string;
  /** The `command_status` that refuses it. */
  readonly status: number;
}

/** What was received and cannot be taken as a PDU. */
export interface Malformed extends FieldFault {
  readonly command: 'malformed';
  readonly commandId: number;
  readonly sequence: number;
  /** How to tell the peer: the request's own response, generic_nack, or (to a response) nothing. */
  readonly answer: 'response' | 'generic_nack' | 'none';
  /**
   * True where the octets no longer mean what they say: a length outside the bounds, a string or a
   * TLV that runs past the end. A sound PDU with one bad value is refused and the session goes on.
   */
  readonly closes: boolean;
}
