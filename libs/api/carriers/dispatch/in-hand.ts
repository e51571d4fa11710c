/**
 * Messages that this process has taken up and not yet let go: waiting for a link, claimed, or claimed perhaps. A bit a
 * message, so that a batch of a million costs 125 kB while it is under way.
 */
export class InHand {
  private readonly batches = new Map<number, { bits: Uint8Array; count: number }>();

  has(batch: number, seq: number): boolean {
    const bits = this.batches.get(batch)?.bits;
    return bits !== undefined && ((bits[seq >>> 3] ?? 0) & (1 << (seq & 7))) !== 0;
  }

  /** Whether it was free until now. */
  take(batch: number, seq: number): boolean {
    if (this.has(batch, seq)) return false;
    const held = this.roomFor(batch, seq);
    const cell = seq >>> 3;
    held.bits[cell] = (held.bits[cell] ?? 0) | (1 << (seq & 7));
    held.count++;
    return true;
  }

  release(batch: number, seq: number): void {
    const held = this.batches.get(batch);
    if (!held || !this.has(batch, seq)) return;
    const cell = seq >>> 3;
    held.bits[cell] = (held.bits[cell] ?? 0) & ~(1 << (seq & 7));
    if (--held.count === 0) this.batches.delete(batch);
  }

  private roomFor(batch: number, seq: number) {
    let held = this.batches.get(batch);
    if (!held) this.batches.set(batch, (held = { bits: new Uint8Array(128), count: 0 }));
    if (seq >>> 3 >= held.bits.length) {
      const larger = new Uint8Array(Math.max(held.bits.length * 2, (seq >>> 3) + 1));
      larger.set(held.bits);
      held.bits = larger;
    }
    return held;
  }
}
