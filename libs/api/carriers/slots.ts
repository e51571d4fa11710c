/**
 * The slots of one link's window. A slot is taken before a claim and given back when the claim is recorded,
 * so what is in doubt after a crash is never more than a window (architecture.md, "What must always be true", 1).
 */
export class Slots {
  private taken = 0;
  private waiting: (() => void)[] = [];

  constructor(readonly size: number) {}

  get free(): number {
    return this.size - this.taken;
  }

  get inUse(): number {
    return this.taken;
  }

  take(count: number): void {
    this.taken += count;
  }

  give(count: number): void {
    this.taken -= count;
    this.wake();
  }

  /** Resolves when something about this link has changed. */
  changed(): Promise<void> {
    return new Promise(resolve => this.waiting.push(resolve));
  }

  wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
