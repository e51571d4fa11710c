import { Db, type Reader } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { sharesOf, splitIntoSegments, type ByCarrier, type CarrierShares } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { BLOCK_ROWS } from '../block';
import { MessageContents, type Content } from '../message-contents';

/** Places of a list that are looked into; a list of no more blocks is read whole. */
const WINDOWS = 32;

/** A batch whose recipients are to be looked at. */
export interface Divided {
  readonly id: number;
  readonly messages: number;
}

const blocksOf = ({ messages }: Divided): number => Math.ceil(messages / BLOCK_ROWS);

/** How many blocks are opened for a batch. */
export const windowsOf = (batch: Divided): number => Math.min(blocksOf(batch), WINDOWS);

/**
 * How the recipients of a batch divide among the carriers. Numbers are sealed and routed only when they are handed over, so
 * some blocks are opened, once a batch: its cost does not grow with the batch.
 */
@Injectable()
export class CarrierSampling {
  constructor(
    private readonly db: Db,
    private readonly contents: MessageContents,
    private readonly routes: Routes,
  ) {}

  /** In the order of the batches; `null` where nothing can be routed or the keys are gone. Blocks of many are read together. */
  async of(batches: readonly Divided[], reader: Reader = this.db): Promise<(CarrierShares | null)[]> {
    const looks = batches.flatMap((batch, which) =>
      firstSeqs(batch).map(from => ({ which, batch: batch.id, from, to: from + BLOCK_ROWS - 1 })),
    );
    const windows = batches.map((): ByCarrier[] => []);
    for (let i = 0; i < looks.length; i += WINDOWS) {
      const together = looks.slice(i, i + WINDOWS);
      const contents = await this.contents.ranges(reader, together);
      for (const [j, { which }] of together.entries()) {
        windows[which]?.push(this.segmentsOf(contents[j]?.values() ?? []));
      }
    }
    return batches.map((batch, which) => sharesOf(windows[which] ?? [], blocksOf(batch) <= WINDOWS));
  }

  private segmentsOf(contents: Iterable<Content>): ByCarrier {
    const segments: Record<string, number> = {};
    const lengths = new Map<string, number>();
    for (const { number, text } of contents) {
      const route = this.routes.resolve(number);
      if (!route) continue;
      let length = lengths.get(text);
      if (length === undefined) lengths.set(text, (length = splitIntoSegments(text).length));
      segments[route.network] = (segments[route.network] ?? 0) + length;
    }
    return segments;
  }
}

/** Where the blocks begin that are opened. */
const firstSeqs = (batch: Divided): number[] => {
  const [blocks, windows] = [blocksOf(batch), windowsOf(batch)];
  return Array.from(
    { length: windows },
    (_, i) => (windows === blocks ? i : Math.floor(((i + 0.5) * blocks) / windows)) * BLOCK_ROWS,
  );
};
