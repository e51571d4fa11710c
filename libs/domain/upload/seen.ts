/**
 * A map from 64-bit keys to lines, in typed arrays: 12 bytes a slot. A million rows need some 25 MB, where a `Map` of
 * strings would need hundreds. Open addressing, at most three quarters full.
 */
export class Seen {
  private capacity = 1 << 10;
  private count = 0;
  private highs = new Uint32Array(this.capacity);
  private lows = new Uint32Array(this.capacity);
  /** 0 marks an empty slot; lines count from 1. */
  private lines = new Uint32Array(this.capacity);

  private slotOf(high: number, low: number): number {
    const mask = this.capacity - 1;
    let slot = (Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b) >>> 7) & mask;
    while (this.lines[slot] !== 0 && (this.highs[slot] !== high || this.lows[slot] !== low))
      slot = (slot + 1) & mask;
    return slot;
  }

  private put(high: number, low: number, line: number): void {
    const slot = this.slotOf(high, low);
    this.highs[slot] = high;
    this.lows[slot] = low;
    this.lines[slot] = line;
  }

  private grow(): void {
    const { highs, lows, lines } = this;
    this.capacity *= 2;
    this.highs = new Uint32Array(this.capacity);
    this.lows = new Uint32Array(this.capacity);
    this.lines = new Uint32Array(this.capacity);
    for (let slot = 0; slot < lines.length; slot += 1) {
      const line = lines[slot] ?? 0;
      if (line !== 0) this.put(highs[slot] ?? 0, lows[slot] ?? 0, line);
    }
  }

  /** The line at which the key (two unsigned 32-bit halves) was first noted, or 0. */
  lineOf(high: number, low: number): number {
    return this.lines[this.slotOf(high, low)] ?? 0;
  }

  /** Notes a key; the first line stays. */
  note(high: number, low: number, line: number): void {
    if (this.lineOf(high, low) !== 0) return;
    if (this.count * 4 >= this.capacity * 3) this.grow();
    this.put(high, low, line);
    this.count += 1;
  }
}

/** Two unsigned 32-bit halves. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

/** A 64-bit hash of a text, for telling texts of one file apart; not for secrets. */
export const hashText = (text: string): Hash64 => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    high ^= high >>> 15;
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return { high: high >>> 0, low: low >>> 0 };
};
