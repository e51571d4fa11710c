import { latin1 } from './latin1';
import { ESM_CLASS, type DataSm, type DeliverSm } from './pdu';
import { readReceiptText, type ReceiptText } from './receipt-text';

/** A delivery receipt, whatever its carrier's habits. No part of it is the citizen's text or number. */
export interface Receipt {
  /** As the carrier writes it: normalise before comparing. Empty where it named none. */
  readonly messageId: string;
  /** Where the id stood: the parameter repeats the response's spelling, the text often has another. */
  readonly idFrom: 'tlv' | 'text';
  /** `DELIVRD`, `EXPIRED`, … in capitals, long forms shortened; a carrier's own word as it is; or empty. */
  readonly stat: string;
  /** The carrier's error code, from the text, else from network_error_code; or empty. */
  readonly err: string;
  /** Digits of a local time without zone, for `receiptTime`; or empty. */
  readonly submitDate: string;
  readonly doneDate: string;
  /** The user_message_reference of the submit, where the carrier gives it back; else null. */
  readonly reference: number | null;
  /** An intermediate notification: the carrier goes on trying. */
  readonly isIntermediate: boolean;
}

/**
 * The receipt in a deliver_sm or data_sm, or null where it is a message from a handset. A text that
 * only looks like a receipt is none: anyone can type one.
 */
export function parseReceipt(pdu: DeliverSm | DataSm): Receipt | null {
  const type = pdu.esmClass & ESM_CLASS.typeMask;
  const { receiptedMessageId, messageState, networkErrorCode } = pdu.tlvs;
  const isIntermediate = type === ESM_CLASS.intermediate;
  if (type !== ESM_CLASS.receipt && !isIntermediate && receiptedMessageId === undefined) return null;
  const text = textOf(pdu);
  const byTlv = messageState === undefined ? undefined : STATES[messageState];
  return {
    // Some send the parameter empty and the id in the text.
    messageId: receiptedMessageId || text.id,
    idFrom: receiptedMessageId ? 'tlv' : 'text',
    stat: byTlv ?? LONG_FORMS.get(text.stat) ?? text.stat,
    err: text.err === '' && networkErrorCode !== undefined ? networkError(networkErrorCode) : text.err,
    submitDate: text.submitDate,
    doneDate: text.doneDate,
    reference: pdu.tlvs.userMessageReference ?? null,
    isIntermediate,
  };
}

/** message_state (§5.2.28) in the words of the text form. */
const STATES: readonly (string | undefined)[] = [
  undefined,
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
];

/** Some carriers write the words out. */
const LONG_FORMS: ReadonlyMap<string, string> = new Map([
  ['DELIVERED', 'DELIVRD'],
  ['DELIVERD', 'DELIVRD'],
  ['UNDELIVERABLE', 'UNDELIV'],
  ['UNDELIVERED', 'UNDELIV'],
  ['ACCEPTED', 'ACCEPTD'],
  ['REJECTED', 'REJECTD'],
]);

/** The text stands in short_message or message_payload, behind a header if the PDU has one. */
function textOf(pdu: DeliverSm | DataSm): ReceiptText {
  const short = pdu.command === 'deliver_sm' && pdu.shortMessage.length > 0;
  const octets = short ? pdu.shortMessage : pdu.tlvs.messagePayload;
  if (octets === undefined) return NO_TEXT;
  const bytes = Buffer.isBuffer(octets) ? octets : Buffer.from(octets);
  const header = (pdu.esmClass & ESM_CLASS.udhi) === 0 ? 0 : 1 + (bytes[0] ?? 0);
  const from = Math.min(bytes.length, header);
  const text = latin1(bytes, from, Math.min(bytes.length, from + MAX_TEXT_BYTES));
  // A receipt of a UCS-2 message comes as UCS-2 from some carriers; its words are ASCII all the same.
  return readReceiptText(text.startsWith('\0') ? text.replaceAll('\0', '') : text);
}

const NO_TEXT: ReceiptText = { id: '', submitDate: '', doneDate: '', stat: '', err: '' };

/** The words stand in the first 150; behind them is a piece of the message. */
const MAX_TEXT_BYTES = 512;

/** network_error_code (§5.3.2.31): a network type, then the code in two octets. */
const networkError = (octets: Uint8Array) =>
  String(((octets[1] ?? 0) << 8) | (octets[2] ?? 0)).padStart(3, '0');
