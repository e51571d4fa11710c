import type { Reader } from '@sms111/api/platform';
import type { AnswerOf, compareSnapshots } from '@sms111/contracts';
import { BLOCK_NUMBERS, maskMobile, mobileAt, NOT_PORTED, type PortedTarget } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import { PortedBlocks } from '../ported/ported-blocks';
import { SnapshotViews } from './snapshot.views';

type Comparison = AnswerOf<typeof compareSnapshots>;

const MOST_EXAMPLES = 100;
const NOTHING = new Uint8Array(BLOCK_NUMBERS);

/** Says what differs between two snapshots. It reads only blocks in which they differ. */
@Injectable()
export class CompareSnapshots {
  constructor(
    private readonly store: PortedBlocks,
    private readonly views: SnapshotViews,
  ) {}

  /** Problem: `not-found`. */
  async execute(reader: Reader, from: number, to: number): Promise<Comparison> {
    await Promise.all([this.views.show(reader, from), this.views.show(reader, to)]);
    const targets = await this.store.targets(reader);
    const [before, after] = await Promise.all([this.ids(reader, from), this.ids(reader, to)]);
    const differing = [...new Set([...before.keys(), ...after.keys()])]
      .filter(block => before.get(block) !== after.get(block))
      .sort((one, other) => one - other);
    const moves = new Moves(targets);
    for (const block of differing) {
      const old = await this.bytes(reader, before.get(block));
      moves.add(block, old, await this.bytes(reader, after.get(block)));
      await turn();
    }
    return { from, to, blocksRead: differing.length, ...moves.found() };
  }

  private async ids(reader: Reader, snapshot: number): Promise<Map<number, string>> {
    return new Map((await this.store.of(reader, snapshot)).map(({ block, id }) => [block, id]));
  }

  private async bytes(reader: Reader, id: string | undefined): Promise<Uint8Array> {
    if (id === undefined) return NOTHING;
    for await (const { targets } of this.store.bytesOf(reader, [id])) return targets;
    throw new Error(`block ${id} is missing`);
  }
}

/** Counts who went from where to where. */
class Moves {
  private readonly counts = new Map<number, number>();
  private readonly examples: { place: number; from: number; to: number }[] = [];

  constructor(private readonly targets: readonly (PortedTarget | undefined)[]) {}

  add(block: number, before: Uint8Array, after: Uint8Array): void {
    for (let offset = 0; offset < BLOCK_NUMBERS; offset += 1) {
      const from = before[offset] ?? NOT_PORTED;
      const to = after[offset] ?? NOT_PORTED;
      if (from === to || this.networkOf(from) === this.networkOf(to)) continue;
      const key = from * 256 + to;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      if (this.examples.length < MOST_EXAMPLES)
        this.examples.push({ place: block * BLOCK_NUMBERS + offset, from, to });
    }
  }

  found(): Pick<Comparison, 'numbers' | 'moves' | 'examples'> {
    const byNetwork = new Map<string, Comparison['moves'][number]>();
    for (const [key, numbers] of this.counts) {
      const from = this.networkOf(Math.floor(key / 256));
      const to = this.networkOf(key % 256);
      const name = JSON.stringify([from, to]);
      byNetwork.set(name, { from, to, numbers: (byNetwork.get(name)?.numbers ?? 0) + numbers });
    }
    const moves = [...byNetwork.values()].sort((one, other) => other.numbers - one.numbers);
    return {
      numbers: moves.reduce((sum, move) => sum + move.numbers, 0),
      moves,
      examples: this.examples.map(({ place, from, to }) => ({
        number: maskMobile(mobileAt(place)),
        from: this.networkOf(from),
        to: this.networkOf(to),
      })),
    };
  }

  private networkOf(target: number): string | null {
    return this.targets[target]?.network ?? null;
  }
}
