import type { Reader } from '@sms111/api/platform';
import {
  BLOCK_NUMBERS,
  blockOf,
  BLOCKS,
  NO_PORTED_NUMBERS,
  type PortedNumbers,
  type PortedTarget,
} from '@sms111/domain';
import { setImmediate as turn } from 'node:timers/promises';
import { unpackChanges, type Change } from './packing';
import type { PortedBlocks } from './ported-blocks';

/** Blocks fetched in one query. */
const AT_ONCE = 20;

/**
 * The ported numbers that this process holds: a byte a number, 100,000 to a block. A new snapshot is built beside the
 * one in force, from the blocks that differ, and takes its place when it is whole.
 */
export class HeldNumbers {
  private held: PortedNumbers = NO_PORTED_NUMBERS;
  /** Ids of the blocks as they were read; a block that was written to since has none. */
  private ids: (string | undefined)[] = [];
  private waiting: Change[] = [];
  private turned = 0;

  constructor(private readonly store: PortedBlocks) {}

  get numbers(): PortedNumbers {
    return this.held;
  }

  /** The moment of the next change that waits, in seconds; `Infinity` when none does. */
  get nextChange(): number {
    return this.waiting[this.turned]?.at ?? Infinity;
  }

  /** Takes over a snapshot as it is at `now` (seconds); what was held stands until that is whole. */
  async follow(reader: Reader, snapshot: number | null, now: number): Promise<void> {
    const targets: readonly (PortedTarget | undefined)[] = await this.store.targets(reader);
    if (snapshot === null) {
      this.take({ snapshot, blocks: noBlocks(), targets }, [], [], 0);
      return;
    }
    const waiting = (await this.store.pending(reader, snapshot)).flatMap(packed => unpackChanges(packed));
    const due = waiting.findIndex(change => change.at > now);
    const turned = due < 0 ? waiting.length : due;
    const written = new Set(waiting.slice(0, turned).map(change => blockOf(change.place)));
    const blocks = noBlocks();
    const ids: (string | undefined)[] = [];
    const missing = new Map<string, number>();
    for (const { block, id } of await this.store.of(reader, snapshot)) {
      ids[block] = id;
      if (this.ids[block] === id && !written.has(block)) blocks[block] = this.held.blocks[block];
      else missing.set(id, block);
    }
    const wanted = [...missing.keys()];
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      for await (const { id, targets } of this.store.bytesOf(reader, wanted.slice(from, from + AT_ONCE))) {
        const block = missing.get(id);
        if (block !== undefined) blocks[block] = targets;
        // Links and receipts live in the same process: they get their turn between two blocks.
        await turn();
      }
    }
    for (const change of waiting.slice(0, turned)) enter(blocks, ids, change);
    this.take({ snapshot, blocks, targets }, ids, waiting, turned);
  }

  /** Lets changes take effect whose moment has come (seconds). */
  turnTo(now: number): void {
    for (let next = this.waiting[this.turned]; next && next.at <= now; next = this.waiting[this.turned]) {
      enter(this.held.blocks as (Uint8Array | undefined)[], this.ids, next);
      this.turned += 1;
    }
  }

  private take(numbers: PortedNumbers, ids: (string | undefined)[], waiting: Change[], turned: number): void {
    this.held = numbers;
    this.ids = ids;
    this.waiting = waiting;
    this.turned = turned;
  }
}

/** Without holes: a look-up then is one read of a dense array. */
const noBlocks = (): (Uint8Array | undefined)[] => Array.from({ length: BLOCKS }, () => undefined);

/** One byte: whoever looks the number up meanwhile gets the answer of before or of after. */
const enter = (
  blocks: (Uint8Array | undefined)[],
  ids: (string | undefined)[],
  { place, target }: Change,
): void => {
  const block = blockOf(place);
  (blocks[block] ??= new Uint8Array(BLOCK_NUMBERS))[place % BLOCK_NUMBERS] = target;
  ids[block] = undefined;
};
