import type { Carrier } from './carriers';
import { LocalStamp } from './local-time';
import type { MessageIds } from './message-ids';
import { writeDigits } from './message-ids';
import type { Outcome } from './outcomes';
import { RECEIPT_STATES } from './outcomes';
import { writeInt32 } from './wire/bytes';
import { COMMAND, HEADER, TAG } from './wire/constants';
import type { OutBuffer } from './wire/out-buffer';

/** What a receipt says. */
export interface ReceiptContent {
  handle: number;
  subscriber: number;
  international: boolean;
  /** user_message_reference, echoed; -1 = none. */
  userReference: number;
  outcome: Outcome;
  /** An intermediate receipt: still on its way. */
  enroute: boolean;
  acceptedAt: number;
  doneAt: number;
}

/** A finished deliver_sm and the places that change from one receipt to the next. */
interface Template {
  bytes: Buffer;
  subscriberAt: number;
  idAt: number;
  submittedAt: number;
  doneAt: number;
  referenceAt: number;
}

/** Writes the receipts of one carrier: one copy of a template and some digits each. */
export class ReceiptWriter {
  private readonly templates: (Template | undefined)[] = [];
  private readonly submitted = new LocalStamp();
  private readonly done = new LocalStamp();

  constructor(
    private readonly carrier: Carrier,
    private readonly ids: MessageIds,
  ) {}

  write(out: OutBuffer, sequence: number, receipt: ReceiptContent): void {
    const template = this.template(receipt);
    const at = out.reserve(template.bytes.length);
    const bytes = out.bytes;
    bytes.set(template.bytes, at);
    writeInt32(bytes, at + 12, sequence);
    writeDigits(bytes, at + template.subscriberAt, 8, receipt.subscriber);
    this.ids.writeReceipt(bytes, at + template.idAt, receipt.handle);
    if (template.submittedAt > 0) {
      copy(this.submitted.of(receipt.acceptedAt), bytes, at + template.submittedAt);
      copy(this.done.of(receipt.doneAt), bytes, at + template.doneAt);
    }
    if (template.referenceAt > 0) {
      bytes[at + template.referenceAt] = receipt.userReference >> 8;
      bytes[at + template.referenceAt + 1] = receipt.userReference;
    }
  }

  private template(receipt: ReceiptContent): Template {
    const form = (receipt.international ? 1 : 0) + (receipt.userReference >= 0 ? 2 : 0);
    const index = receipt.outcome.index * 8 + (receipt.enroute ? 4 : 0) + form;
    const known = this.templates[index];
    if (known) return known;
    const made = this.build(receipt);
    this.templates[index] = made;
    return made;
  }

  private build({ international, userReference, outcome, enroute }: ReceiptContent): Template {
    const state = enroute ? 'ENROUTE' : outcome.state;
    const id = '0'.repeat(this.ids.receiptLength);
    const time = '0'.repeat(10);
    const error = this.carrier.errors[enroute ? 'none' : outcome.reason];
    const number = international ? '886900000000' : '0900000000';
    const delivered = state === 'DELIVRD' ? '001' : '000';
    const text =
      this.carrier.receipt === 'text'
        ? `id:${id} sub:001 dlvrd:${delivered} submit date:${time} done date:${time} stat:${state} ` +
          `err:${error.toString().padStart(3, '0')} text:`
        : state;

    const parts: Buffer[] = [Buffer.alloc(HEADER)];
    const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
    // service_type, then source: an international number is TON 1, a national one TON 2; NPI 1.
    parts.push(Buffer.from([0, international ? 1 : 2, 1]), Buffer.from(`${number}\0`, 'latin1'));
    const subscriberAt = length() - 9;
    // Destination 111 (network specific), esm_class 4 = receipt, and nothing in the other fields.
    parts.push(Buffer.from([3, 0]), Buffer.from('111\0', 'latin1'));
    parts.push(Buffer.from([0x04, 0, 0, 0, 0, 0, 0, 0, 0, text.length]));
    const textAt = length();
    parts.push(Buffer.from(text, 'latin1'));
    let idAt = textAt + 3;
    if (this.carrier.receipt === 'tlv') {
      parts.push(tlv(TAG.receiptedMessageId, Buffer.from(`${id}\0`, 'latin1')));
      idAt = length() - id.length - 1;
      parts.push(tlv(TAG.messageState, Buffer.from([RECEIPT_STATES[state]])));
      // Network type 3 = GSM, then the code in two octets.
      parts.push(tlv(TAG.networkErrorCode, Buffer.from([3, error >> 8, error & 0xff])));
    }
    if (userReference >= 0) parts.push(tlv(TAG.userMessageReference, Buffer.alloc(2)));
    const referenceAt = userReference >= 0 ? length() - 2 : 0;
    const bytes = Buffer.concat(parts);
    writeInt32(bytes, 0, bytes.length);
    writeInt32(bytes, 4, COMMAND.deliverSm);
    const dates = this.carrier.receipt === 'text' ? textAt + text.indexOf('submit date:') + 12 : 0;
    return {
      bytes,
      subscriberAt,
      idAt,
      submittedAt: dates,
      doneAt: dates === 0 ? 0 : textAt + text.indexOf('done date:') + 10,
      referenceAt,
    };
  }
}

const tlv = (tag: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
};

/** Ten octets: a loop is quicker than a call into native code. */
const copy = (from: Buffer, to: Buffer, at: number): void => {
  for (let i = 0; i < 10; i++) to[at + i] = from[i] ?? 0x30;
};
