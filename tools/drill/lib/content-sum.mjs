/**
 * What the simulator reports as `content` after it has taken exactly these segments, computed by code of its own: a
 * hash of number and text in two lanes of 32 bits, added up whatever the order.
 */
export class ContentSum {
  #high = 0;
  #low = 0;

  /** @param {string} number `0912345678` @param {string} text of the segment, without a header */
  add(number, text) {
    const bytes = Buffer.from(text, 'utf16le').swap16();
    const subscriber = Number(number.slice(2));
    let high = 0x243f6a88 ^ subscriber;
    let low = 0x85a308d3 ^ Math.imul(subscriber, 0x9e3779b1);
    const whole = bytes.length & ~3;
    for (let at = 0; at < whole; at += 4) {
      const word = bytes.readInt32LE(at);
      high = rotated(Math.imul(high ^ word, 0xcc9e2d51), 15);
      low = rotated(Math.imul(low ^ word, 0x1b873593), 13);
    }
    let tail = bytes.length;
    for (const octet of bytes.subarray(whole)) tail = (tail << 8) | octet;
    const first = finished(high ^ tail);
    this.#high = (this.#high + first) | 0;
    this.#low = (this.#low + finished(low ^ Math.imul(tail, 0x85ebca6b) ^ first)) | 0;
  }

  /** Sixteen hexadecimal digits. */
  toString() {
    return [this.#high, this.#low].map(lane => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

/** @param {number} value @param {number} bits */
const rotated = (value, bits) => (value << bits) | (value >>> (32 - bits));

/** @param {number} value */
function finished(value) {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
