import { int4s, int8s, isOutage, KeyRing, unseal, type DataKey, type Reader } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { blockPlace, commonPlace, decodeBlock, type BlockRow } from './block';

interface SealedBlock {
  batch: number;
  first_seq: number;
  last_seq: number;
  sealed: Buffer;
  key_id: number;
  common_sealed: Buffer | null;
}

/** What a message says, to whom. */
export interface Content {
  readonly number: string;
  readonly text: string;
  readonly ref: string | null;
}

/** A block that does not open. It tells where, and of the key why; never a word of what was inside. */
export class BlockUnreadable extends Error {
  constructor({ batch, first_seq, last_seq }: SealedBlock, why: string, cause?: unknown) {
    super(`block ${batch}/${first_seq}/${last_seq} does not open: ${why}`, { cause });
    this.name = 'BlockUnreadable';
  }
}

/** Opens sealed blocks. Who may read is decided before; reading is audited by the caller. */
@Injectable()
export class MessageContents {
  constructor(private readonly keys: KeyRing) {}

  /** Contents of `[from, to]` of a batch, by sequence number. */
  async range(reader: Reader, batch: number, from: number, to: number): Promise<Map<number, Content>> {
    const [contents] = await this.ranges(reader, [{ batch, from, to }]);
    return contents ?? new Map<number, Content>();
  }

  /** The same of several ranges, in their order, by one query. Throws `BlockUnreadable` when one block of them does not open. */
  async ranges(
    reader: Reader,
    ranges: readonly { readonly batch: number; readonly from: number; readonly to: number }[],
  ): Promise<Map<number, Content>[]> {
    const found = ranges.map(() => new Map<number, Content>());
    if (ranges.length === 0) return found;
    const blocks = await reader.query<SealedBlock & { which: number }>(
      `SELECT w.which::int, k.batch, k.first_seq, k.last_seq, k.sealed, b.key_id, b.common_sealed
         FROM unnest($1::bigint[], $2::int[], $3::int[]) WITH ORDINALITY AS w (batch, low, high, which)
         JOIN message_block k ON k.batch = w.batch AND k.first_seq <= w.high AND k.last_seq >= w.low
         JOIN batch b ON b.id = k.batch`,
      [
        int8s(ranges.map(({ batch }) => batch)),
        int4s(ranges.map(({ from }) => from)),
        int4s(ranges.map(({ to }) => to)),
      ],
    );
    for (const block of blocks) {
      const range = ranges[block.which - 1];
      const contents = found[block.which - 1];
      for (const [seq, content] of await this.open(block))
        if (range && seq >= range.from && seq <= range.to) contents?.set(seq, content);
    }
    return found;
  }

  /** Contents of some messages of many batches; the key is `batch-seq`. One query, one opening a block. */
  async some(reader: Reader, keys: readonly { batch: number; seq: number }[]): Promise<Map<string, Content>> {
    const contents = new Map<string, Content>();
    if (keys.length === 0) return contents;
    const blocks = await reader.query<SealedBlock>(
      `SELECT DISTINCT ON (k.batch, k.first_seq) k.batch, k.first_seq, k.last_seq, k.sealed, b.key_id, b.common_sealed
         FROM unnest($1::bigint[], $2::int[]) AS want (batch, seq)
         JOIN LATERAL (SELECT * FROM message_block m WHERE m.batch = want.batch AND m.first_seq <= want.seq
                        ORDER BY m.first_seq DESC LIMIT 1) k ON true
         JOIN batch b ON b.id = k.batch`,
      [keys.map(key => key.batch), keys.map(key => key.seq)],
    );
    const wanted = new Set(keys.map(key => `${key.batch}-${key.seq}`));
    for (const block of blocks) {
      for (const [seq, content] of await this.open(block)) {
        const key = `${block.batch}-${seq}`;
        if (wanted.has(key)) contents.set(key, content);
      }
    }
    return contents;
  }

  /** The text that all messages of a batch share; `null` when each has its own. */
  async common(batch: number, keyId: number, sealed: Buffer | null): Promise<string | null> {
    if (!sealed) return null;
    const key = await this.keys.open(keyId);
    return key ? unseal(key.key, commonPlace(batch), sealed).toString() : null;
  }

  private async open(block: SealedBlock): Promise<[number, Content][]> {
    const key = await this.keyOf(block);
    // Destroyed with its month: the numbers and texts are gone, as they should be.
    if (!key) return [];
    try {
      return contentsOf(block, key);
    } catch {
      // What a parser says of text that it cannot read quotes the text.
      throw new BlockUnreadable(block, 'it is damaged');
    }
  }

  private async keyOf(block: SealedBlock): Promise<DataKey | null> {
    try {
      return await this.keys.open(block.key_id);
    } catch (error) {
      if (isOutage(error)) throw error;
      throw new BlockUnreadable(block, `its key ${block.key_id} was refused`, error);
    }
  }
}

const contentsOf = (block: SealedBlock, { key }: DataKey): [number, Content][] => {
  const common = block.common_sealed
    ? unseal(key, commonPlace(block.batch), block.common_sealed).toString()
    : '';
  const rows = decodeBlock(
    unseal(key, blockPlace(block.batch, block.first_seq, block.last_seq), block.sealed),
  );
  return rows.map((row: BlockRow, i) => [
    block.first_seq + i,
    { number: row.number, text: row.text ?? common, ref: row.ref },
  ]);
};
