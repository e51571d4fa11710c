/**
 * The set of segments that were ever accepted, by 64-bit key: open addressing over one Int32Array, eight
 * octets a place, at most half full. A million segments take 16 MiB and about 50 ns each.
 */
export class SeenSegments {
  size = 0;
  private places = 1 << 16;
  private keys = new Int32Array(this.places * 2);

  /** Whether the key was not there before; it is afterwards. */
  add(high: number, low: number): boolean {
    // A place of two zeros is free, so that key borrows its neighbour.
    const second = high === 0 && low === 0 ? 1 : low;
    const mask = this.places - 1;
    let place = (high ^ (second >>> 7)) & mask;
    for (;;) {
      const a = this.keys[place * 2];
      const b = this.keys[place * 2 + 1];
      if (a === 0 && b === 0) break;
      if (a === high && b === second) return false;
      place = (place + 1) & mask;
    }
    this.keys[place * 2] = high;
    this.keys[place * 2 + 1] = second;
    this.size++;
    if (this.size * 2 > this.places) this.grow();
    return true;
  }

  clear(): void {
    this.size = 0;
    this.places = 1 << 16;
    this.keys = new Int32Array(this.places * 2);
  }

  private grow(): void {
    const old = this.keys;
    this.places *= 2;
    this.keys = new Int32Array(this.places * 2);
    this.size = 0;
    for (let i = 0; i < old.length; i += 2) {
      const high = old[i] ?? 0;
      const low = old[i + 1] ?? 0;
      if (high !== 0 || low !== 0) this.add(high, low);
    }
  }
}
