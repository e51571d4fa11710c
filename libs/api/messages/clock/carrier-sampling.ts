import { Db, type Reader } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { sharesOf, splitIntoSegments, type ByCarrier, type CarrierShares } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { BLOCK_ROWS } from '../block';
import { MessageContents } from '../message-contents';

/** Places of a list that are looked into; a list of no more blocks is read whole. */
const WINDOWS = 32;

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

  /** `null` where nothing can be routed or the keys are gone. */
  async of(batch: number, messages: number, reader: Reader = this.db): Promise<CarrierShares | null> {
    const blocks = Math.ceil(messages / BLOCK_ROWS);
    const whole = blocks <= WINDOWS;
    const windows: ByCarrier[] = [];
    for (let i = 0; i < Math.min(blocks, WINDOWS); i++) {
      const block = whole ? i : Math.floor(((i + 0.5) * blocks) / WINDOWS);
      windows.push(await this.window(reader, batch, block * BLOCK_ROWS));
    }
    return sharesOf(windows, whole);
  }

  private async window(reader: Reader, batch: number, from: number): Promise<ByCarrier> {
    const segments: Record<string, number> = {};
    const contents = await this.contents.range(reader, batch, from, from + BLOCK_ROWS - 1);
    const lengths = new Map<string, number>();
    for (const { number, text } of contents.values()) {
      const route = this.routes.resolve(number);
      if (!route) continue;
      let length = lengths.get(text);
      if (length === undefined) lengths.set(text, (length = splitIntoSegments(text).length));
      segments[route.network] = (segments[route.network] ?? 0) + length;
    }
    return segments;
  }
}
