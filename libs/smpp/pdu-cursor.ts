import type { FaultReason } from './fault';
import type { OctetField, StringField } from './field';
import { latin1 } from './latin1';
import { STATUS } from './status';

/**
 * Reads fields one after another and remembers the first that broke a bound; after that every read
 * gives an empty value, so that a decoder asks once, at its end. Never reads past `end`.
 */
export class PduCursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;
  reason: FaultReason | null = null;
  field = '';
  status = 0;
  closes = false;

  open(bytes: Buffer, at: number, end: number): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.reason = null;
  }

  fail(reason: FaultReason, field: string, status: number, closes: boolean): void {
    if (this.reason === null) {
      this.reason = reason;
      this.field = field;
      this.status = status;
      this.closes = closes;
    }
    this.at = this.end;
  }

  octet(field: OctetField): number {
    if (this.at >= this.end) {
      this.fail('cut-short', field.name, STATUS.ESME_RINVCMDLEN, true);
      return 0;
    }
    return this.bytes[this.at++] ?? 0;
  }

  /** A string up to its NUL. Too long is one bad value; no NUL at all means that the body is not what it says. */
  string(field: StringField): string {
    const { bytes, at } = this;
    const limit = Math.min(this.end, at + field.max);
    let stop = at;
    while (stop < limit && bytes[stop] !== 0) stop++;
    if (stop === limit) {
      const rest = bytes.subarray(stop, this.end).includes(0);
      if (at >= this.end) this.fail('cut-short', field.name, STATUS.ESME_RINVCMDLEN, true);
      else this.fail(rest ? 'too-long' : 'unterminated', field.name, field.status, !rest);
      return '';
    }
    this.at = stop + 1;
    return stop === at ? '' : latin1(bytes, at, stop);
  }

  /** The next `length` octets, as a view. The caller has made sure that they are there. */
  view(length: number): Buffer {
    const from = this.at;
    this.at += length;
    return this.bytes.subarray(from, this.at);
  }
}
