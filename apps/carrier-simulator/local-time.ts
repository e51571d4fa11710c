import { writeDigits } from './message-ids';

const TAIPEI_MS = 8 * 3_600_000;
const MINUTE = 60_000;

/** `yyMMddHHmm` of Asia/Taipei without a zone, as carriers write it. Kept for the last minute that was asked. */
export class LocalStamp {
  readonly digits = Buffer.alloc(10, 0x30);
  private minute = -1;

  of(ms: number): Buffer {
    const minute = Math.floor(ms / MINUTE);
    if (minute === this.minute) return this.digits;
    this.minute = minute;
    const time = new Date(minute * MINUTE + TAIPEI_MS);
    writeDigits(this.digits, 0, 2, time.getUTCFullYear() % 100);
    writeDigits(this.digits, 2, 2, time.getUTCMonth() + 1);
    writeDigits(this.digits, 4, 2, time.getUTCDate());
    writeDigits(this.digits, 6, 2, time.getUTCHours());
    writeDigits(this.digits, 8, 2, time.getUTCMinutes());
    return this.digits;
  }
}
