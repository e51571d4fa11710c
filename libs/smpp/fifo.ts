/** First in, first out, in an array of fixed size: neither end moves what lies between. */
export class Fifo<T> {
  private readonly items: (T | undefined)[];
  private head = 0;
  private count = 0;

  /** @param capacity the caller never holds more */
  constructor(private readonly capacity: number) {
    this.items = new Array<T | undefined>(capacity).fill(undefined);
  }

  get size(): number {
    return this.count;
  }

  push(item: T): void {
    if (this.count === this.capacity) throw new RangeError('fifo is full');
    this.items[(this.head + this.count) % this.capacity] = item;
    this.count++;
  }

  shift(): T | undefined {
    if (this.count === 0) return undefined;
    const item = this.items[this.head];
    this.items[this.head] = undefined;
    this.head = (this.head + 1) % this.capacity;
    this.count--;
    return item;
  }
}
