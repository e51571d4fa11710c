import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedSegment } from './accepted-segment';
import { blankSegment } from './accepted-segment';
import { LINK_NAMES } from './carriers';
import type { MessageIds } from './message-ids';
import { IDS_A_BLOCK } from './message-ids';
import { outcomeAt } from './outcomes';
import { writeInt32 } from './wire/bytes';

const MAGIC = Buffer.from('111SIM01', 'latin1');
const ACCEPTED = 1;
const CLOSED = 2;
const COUNT = 3;
const SIZES: Readonly<Record<number, number>> = { [ACCEPTED]: 56, [CLOSED]: 12, [COUNT]: 12 };

/** Running totals that are journalled beside the segments. */
export const COUNT_KINDS = ['refused', 'lost', 'sent', 'acknowledged', 'abandoned', 'violation'] as const;
export type CountKind = (typeof COUNT_KINDS)[number];

/** What a journal tells at the start, in the order in which it happened. */
export interface JournalReader {
  /** The record is reused: copy what is kept. `handle` is that of the restored id. */
  accepted(segment: AcceptedSegment): void;
  /** Nothing is owed for this id any more. */
  closed(link: number, handle: number): void;
  counted(kind: CountKind, link: number, code: number, count: number): void;
}

/**
 * An append-only file of what was accepted, so that counts and owed receipts survive a restart of the
 * simulator. A turn of the event loop is written with one call, before its responses leave: what the platform
 * was told is always in the file. A torn record at the end, from a kill in mid-write, is cut off at the start.
 */
export class Journal {
  private buffer = Buffer.allocUnsafe(64 * 1024);
  private length = 0;
  private readonly counts = new Map<number, number>();
  private readonly file: number;
  private readonly path: string;
  private position = 0;
  private isClosed = false;
  /** Writes that failed (a full disk); counting goes on in memory. */
  errors = 0;

  constructor(
    folder: string,
    private readonly idsOf: (link: number) => MessageIds,
  ) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, 'segments.log');
    this.file = openSync(this.path, existsSync(this.path) ? 'r+' : 'w+');
  }

  /** Reads the file once, at the start. A file of another kind is begun anew. */
  replay(reader: JournalReader): void {
    const bytes = readFileSync(this.path);
    if (bytes.length < MAGIC.length || bytes.compare(MAGIC, 0, MAGIC.length, 0, MAGIC.length) !== 0) {
      this.restart();
      return;
    }
    let at = MAGIC.length;
    const segment = blankSegment();
    while (at < bytes.length) {
      const size = SIZES[bytes[at] ?? 0];
      if (size === undefined || at + size > bytes.length) break;
      this.one(bytes, at, segment, reader);
      at += size;
    }
    ftruncateSync(this.file, at);
    this.position = at;
  }

  accepted(segment: AcceptedSegment): void {
    const at = this.room(56);
    const { buffer } = this;
    buffer[at] = ACCEPTED;
    buffer[at + 1] = segment.link;
    buffer[at + 2] = segment.outcome.index;
    buffer[at + 3] = (segment.international ? 1 : 0) | (segment.registered ? 2 : 0);
    buffer[at + 4] = segment.part;
    buffer[at + 5] = segment.total;
    buffer[at + 6] = 0;
    buffer[at + 7] = 0;
    writeInt32(buffer, at + 8, segment.subscriber);
    writeInt32(buffer, at + 12, segment.userReference);
    writeInt32(buffer, at + 16, segment.contentHigh);
    writeInt32(buffer, at + 20, segment.contentLow);
    writeInt32(buffer, at + 24, segment.keyHigh);
    writeInt32(buffer, at + 28, segment.keyLow);
    writeInt32(buffer, at + 32, this.idsOf(segment.link).prefixOf(segment.handle));
    writeInt32(buffer, at + 36, segment.handle % IDS_A_BLOCK);
    buffer.writeDoubleBE(segment.acceptedAt, at + 40);
    buffer.writeDoubleBE(segment.finalAt, at + 48);
  }

  closed(link: number, handle: number): void {
    const at = this.room(12);
    const { buffer } = this;
    writeInt32(buffer, at, 0);
    buffer[at] = CLOSED;
    buffer[at + 1] = link;
    writeInt32(buffer, at + 4, this.idsOf(link).prefixOf(handle));
    writeInt32(buffer, at + 8, handle % IDS_A_BLOCK);
  }

  /** @param code a command_status, or the position of a violation */
  count(kind: CountKind, link: number, code = 0): void {
    const key = (COUNT_KINDS.indexOf(kind) * LINK_NAMES.length + link) * 0x10000 + (code & 0xffff);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Writes what has come since the last time. */
  commit(): void {
    for (const [key, count] of this.counts) {
      const at = this.room(12);
      const place = Math.floor(key / 0x10000);
      this.buffer[at] = COUNT;
      this.buffer[at + 1] = place % LINK_NAMES.length;
      this.buffer[at + 2] = Math.floor(place / LINK_NAMES.length);
      this.buffer[at + 3] = 0;
      writeInt32(this.buffer, at + 4, key % 0x10000);
      writeInt32(this.buffer, at + 8, count);
    }
    this.counts.clear();
    if (this.length === 0 || this.isClosed) return;
    try {
      // Only a turn that is written as a whole moves the position: what a full disk left torn is overwritten.
      for (let done = 0; done < this.length;) {
        done += writeSync(this.file, this.buffer, done, this.length - done, this.position + done);
      }
      this.position += this.length;
    } catch {
      this.errors++;
    }
    this.length = 0;
  }

  /** Empties the file, for a reset. */
  restart(): void {
    this.length = 0;
    this.counts.clear();
    ftruncateSync(this.file, 0);
    this.position = writeSync(this.file, MAGIC, 0, MAGIC.length, 0);
  }

  close(): void {
    this.commit();
    this.isClosed = true;
    closeSync(this.file);
  }

  private one(bytes: Buffer, at: number, segment: AcceptedSegment, reader: JournalReader): void {
    const kind = bytes[at];
    const link = bytes[at + 1] ?? 0;
    if (link >= LINK_NAMES.length) return;
    if (kind === COUNT) {
      const what = COUNT_KINDS[bytes[at + 2] ?? 0];
      if (what) reader.counted(what, link, bytes.readInt32BE(at + 4), bytes.readInt32BE(at + 8));
      return;
    }
    if (kind === CLOSED) {
      reader.closed(link, this.idsOf(link).handleOf(bytes.readUInt32BE(at + 4), bytes.readInt32BE(at + 8)));
      return;
    }
    const flags = bytes[at + 3] ?? 0;
    segment.link = link;
    segment.outcome = outcomeAt(bytes[at + 2] ?? 0);
    segment.international = (flags & 1) !== 0;
    segment.registered = (flags & 2) !== 0;
    segment.part = bytes[at + 4] ?? 1;
    segment.total = bytes[at + 5] ?? 1;
    segment.subscriber = bytes.readInt32BE(at + 8);
    segment.userReference = bytes.readInt32BE(at + 12);
    segment.contentHigh = bytes.readInt32BE(at + 16);
    segment.contentLow = bytes.readInt32BE(at + 20);
    segment.keyHigh = bytes.readInt32BE(at + 24);
    segment.keyLow = bytes.readInt32BE(at + 28);
    segment.handle = this.idsOf(link).restore(bytes.readUInt32BE(at + 32), bytes.readInt32BE(at + 36));
    segment.acceptedAt = bytes.readDoubleBE(at + 40);
    segment.finalAt = bytes.readDoubleBE(at + 48);
    reader.accepted(segment);
  }

  private room(size: number): number {
    if (this.length + size > this.buffer.length) {
      const grown = Buffer.allocUnsafe(this.buffer.length * 2);
      this.buffer.copy(grown, 0, 0, this.length);
      this.buffer = grown;
    }
    const at = this.length;
    this.length += size;
    return at;
  }
}
