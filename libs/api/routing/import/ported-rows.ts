import { BLOCK_NUMBERS, BLOCKS, blockOf } from '@sms111/domain';
import type { Change } from '../ported/packing';
import { Bytes, Words32 } from './columns';
import type { FaultList } from './file-faults';

/** Far more than there are numbers to port. */
export const MOST_ROWS = 20_000_000;
const HIGH = 4_294_967_296;

/**
 * Changes of numbers, 14 bytes a row; then in the order of their numbers and moments. Rows of the platform's own
 * (changes that still waited) have no line, and give way to those of a file.
 */
export class PortedRows {
  private readonly places = new Words32();
  private readonly moments = new Words32();
  private readonly lines = new Words32();
  private readonly targets = new Bytes();
  private readonly donors = new Bytes();
  private order = new Uint32Array(0);
  private readonly starts = new Uint32Array(BLOCKS + 1);

  get length(): number {
    return this.places.length;
  }

  push(place: number, at: number, target: number, donor: number, line: number): void {
    this.places.push(place);
    this.moments.push(at);
    this.targets.push(target);
    this.donors.push(donor);
    this.lines.push(line);
  }

  /** Puts the rows in order, and finds lines that contradict an earlier one of the same file. */
  sort(faults: FaultList): void {
    const count = this.length;
    for (let row = 0; row < count; row += 1) {
      const block = blockOf(this.places.at(row)) + 1;
      this.starts[block] = (this.starts[block] ?? 0) + 1;
    }
    for (let block = 1; block <= BLOCKS; block += 1)
      this.starts[block] = (this.starts[block] ?? 0) + (this.starts[block - 1] ?? 0);
    this.order = new Uint32Array(count);
    const next = this.starts.slice();
    for (let row = 0; row < count; row += 1) {
      const block = blockOf(this.places.at(row));
      const at = next[block] ?? 0;
      this.order[at] = row;
      next[block] = at + 1;
    }
    for (let block = 0; block < BLOCKS; block += 1) this.sortBlock(block, faults);
  }

  /** Blocks of which any row speaks. */
  blocks(): number[] {
    const found: number[] = [];
    for (let block = 0; block < BLOCKS; block += 1)
      if ((this.starts[block + 1] ?? 0) > (this.starts[block] ?? 0)) found.push(block);
    return found;
  }

  /** Rows of one block by number and moment. `ofFile`: without those that only waited. */
  *changes(block: number, donorOf: (donor: number) => string, ofFile = false): Generator<Change> {
    for (let at = this.starts[block] ?? 0; at < (this.starts[block + 1] ?? 0); at += 1) {
      const row = this.order[at] ?? 0;
      if (ofFile && this.lines.at(row) === 0) continue;
      yield {
        place: this.places.at(row),
        at: this.moments.at(row),
        target: this.targets.at(row),
        donor: donorOf(this.donors.at(row)),
      };
    }
  }

  private sortBlock(block: number, faults: FaultList): void {
    const from = this.starts[block] ?? 0;
    const own = this.order.subarray(from, this.starts[block + 1] ?? 0);
    if (own.length < 2) return;
    // Sorting numbers without a comparison of ours is ten times as fast: number and row in one double.
    const keys = Float64Array.from(own, row => (this.places.at(row) % BLOCK_NUMBERS) * HIGH + row).sort();
    for (let at = 0; at < keys.length; at += 1) own[at] = (keys[at] ?? 0) % HIGH;
    for (let at = 0; at < own.length;) {
      let end = at + 1;
      while (end < own.length && this.places.at(own[end] ?? 0) === this.places.at(own[at] ?? 0)) end += 1;
      if (end - at > 1) this.sortNumber(own.subarray(at, end), faults);
      at = end;
    }
  }

  /** The rows of one number come in the order of the file; those that only waited come first. */
  private sortNumber(rows: Uint32Array, faults: FaultList): void {
    const sorted = Array.from(rows).sort((one, other) => this.moments.at(one) - this.moments.at(other));
    rows.set(sorted);
    let first = 0;
    for (let at = 1; at < rows.length; at += 1) {
      const [one = 0, other = 0] = [rows[first], rows[at]];
      if (this.moments.at(one) !== this.moments.at(other) || this.lines.at(one) === 0) first = at;
      else if (this.targets.at(one) !== this.targets.at(other)) faults.add(this.lines.at(other), 'conflict');
    }
  }
}
