/**
 * A 64-bit hash in two 32-bit lanes (murmur3-like mixing), because a cryptographic one would cost more than
 * the rest of a submit together. Reused: the lanes hold the last result.
 */
export class ContentHash {
  high = 0;
  low = 0;

  /**
   * Hashes a subscriber (the eight digits after `09`) with the octets of a text.
   * Two segments of the same text to the same number have the same hash, whatever their part or reference.
   */
  of(subscriber: number, bytes: Buffer, from: number, to: number): void {
    let high = 0x243f6a88 ^ subscriber;
    let low = 0x85a308d3 ^ Math.imul(subscriber, 0x9e3779b1);
    let i = from;
    for (; i + 3 < to; i += 4) {
      const word =
        (bytes[i] ?? 0) |
        ((bytes[i + 1] ?? 0) << 8) |
        ((bytes[i + 2] ?? 0) << 16) |
        ((bytes[i + 3] ?? 0) << 24);
      high = Math.imul(high ^ word, 0xcc9e2d51);
      high = (high << 15) | (high >>> 17);
      low = Math.imul(low ^ word, 0x1b873593);
      low = (low << 13) | (low >>> 19);
    }
    let tail = to - from;
    for (; i < to; i++) tail = (tail << 8) | (bytes[i] ?? 0);
    this.high = finish(high ^ tail);
    this.low = finish(low ^ Math.imul(tail, 0x85ebca6b) ^ this.high);
  }

  /** Mixes a further number into the result. */
  mix(value: number): void {
    this.high = finish(this.high ^ Math.imul(value + 1, 0xcc9e2d51));
    this.low = finish(this.low ^ Math.imul(value + 0x5bd1, 0x1b873593));
  }
}

const finish = (value: number): number => {
  let v = value;
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35);
  return v ^ (v >>> 16);
};

/**
 * Sum of content hashes, whatever their order: two sets of (number, text) pairs have the same sum only when
 * they are the same set with the same multiplicities (but for a chance of 2⁻⁶⁴).
 */
export class ContentSum {
  private high = 0;
  private low = 0;

  add(hash: ContentHash): void {
    this.addLanes(hash.high, hash.low);
  }

  addLanes(high: number, low: number): void {
    this.high = (this.high + high) | 0;
    this.low = (this.low + low) | 0;
  }

  clear(): void {
    this.high = 0;
    this.low = 0;
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return (this.high >>> 0).toString(16).padStart(8, '0') + (this.low >>> 0).toString(16).padStart(8, '0');
  }
}

/**
 * The sum that the simulator reports as `content` after it has accepted exactly these segments.
 * @param segments national number (`0912345678`) and the segment's text without its UDH
 */
export const contentSum = (segments: Iterable<{ number: string; text: string }>): string => {
  const hash = new ContentHash();
  const sum = new ContentSum();
  for (const { number, text } of segments) {
    const bytes = Buffer.from(text, 'utf16le').swap16();
    hash.of(Number(number.slice(2)), bytes, 0, bytes.length);
    sum.add(hash);
  }
  return sum.toString();
};
