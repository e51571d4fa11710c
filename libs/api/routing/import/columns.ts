/** A column of numbers that grows by pieces, so that ten million rows are never copied. */
abstract class Pieces<Piece extends Uint8Array | Uint32Array> {
  private readonly pieces: Piece[] = [];
  length = 0;

  protected abstract make(size: number): Piece;

  push(value: number): void {
    const at = this.length & MASK;
    if (at === 0) this.pieces.push(this.make(SIZE));
    const piece = this.pieces[this.pieces.length - 1];
    if (piece) piece[at] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.pieces[index >>> BITS]?.[index & MASK] ?? 0;
  }
}

const BITS = 18;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;

export class Bytes extends Pieces<Uint8Array> {
  protected make(size: number): Uint8Array {
    return new Uint8Array(size);
  }
}

export class Words32 extends Pieces<Uint32Array> {
  protected make(size: number): Uint32Array {
    return new Uint32Array(size);
  }
}
