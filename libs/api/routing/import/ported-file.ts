import {
  BLOCK_NUMBERS,
  enterChange,
  newPortedBlock,
  NOT_PORTED,
  type PortedBlock,
  type PortedTarget,
} from '@sms111/domain';
import { createHash } from 'node:crypto';
import {
  packChanges,
  packSince,
  packTargets,
  unpackBlock,
  unpackChanges,
  type Change,
} from '../ported/packing';
import type { PackedBlock } from '../ported/ported-blocks';
import { KnownWords, momentIn, placeIn, textIn, type Span } from './cells';
import { FaultList, type PortedFault } from './file-faults';
import { MOST_ROWS, PortedRows } from './ported-rows';

/** `snapshot`: the file says all that is; `changes`: it says what differs from what is in force. */
export type PortedKind = 'snapshot' | 'changes';

export interface PortedFileSettings {
  readonly kind: PortedKind;
  /** The moment as of which the snapshot is made, in seconds: what comes later waits. */
  readonly cut: number;
  /** Codes that may stand for who lost and who got a number. */
  readonly networks: readonly string[];
  /** What the bytes of blocks mean so far. */
  readonly targets: readonly (PortedTarget | undefined)[];
  /** Changes that waited in the snapshot in force, as `packChanges` made them. */
  readonly pending: readonly Uint8Array[];
}

/** What a whole file comes to: its faults, or the blocks of which it speaks. */
export interface PortedReading {
  readonly rows: number;
  readonly faultCount: number;
  readonly faults: readonly PortedFault[];
  readonly blocks: readonly number[];
}

export interface BuiltBlock extends PackedBlock {
  /** Nothing of the block is ported, nor was given back: it need not be kept. */
  readonly empty: boolean;
  /** What the file says of it, as `packChanges` makes it; `null` when it says nothing. */
  readonly history: Uint8Array | null;
}

export interface PortedEnd {
  /** New meanings of bytes. */
  readonly targets: readonly (PortedTarget & { readonly id: number })[];
  /** Changes that wait, in the order of their moments. */
  readonly pending: readonly { readonly packed: Uint8Array; readonly changes: number }[];
}

/** A block as it stands, as it is stored. */
export interface PackedBase {
  readonly targets: Uint8Array;
  readonly since: Uint8Array;
}

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  number: ['msisdn', 'number', '門號', '電話號碼'],
  donor: ['donor', '移出經營者', '移出業者'],
  recipient: ['recipient', '移入經營者', '移入業者'],
  networkCode: ['networkcode', 'routingnumber', '網路碼'],
  effectiveAt: ['effectiveat', '生效時間'],
};
type ColumnName = 'number' | 'donor' | 'recipient' | 'networkCode' | 'effectiveAt';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const COMMA = 0x2c;
const QUOTE = 0x22;
const SPACE = 0x20;
const LONGEST_LINE = 4_096;
const MOST_COLUMNS = 32;
const MOST_TARGETS = 255;
/** Every worker keeps in memory what waits. */
const MOST_LATER = 1_000_000;
const LONGEST_CODE = 20;
const CODE = /^[!-~]*$/;
const LATER_IN_CHUNK = 10_000;
const UNKNOWN = -1;

/** A byte order mark, as Excel writes it. */
const isMarked = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

/**
 * Reads a csv of ported numbers as it streams in, then makes the blocks of the snapshot that it comes to (ARC-4,
 * telecom.md 2.3). It holds 18 bytes a row and one block; every fault is found before anything is made.
 */
export class PortedFile {
  private readonly faults = new FaultList();
  private readonly rows = new PortedRows();
  private readonly targets: (PortedTarget | undefined)[];
  private readonly known: number;
  private readonly targetIds = new Map<number, number>();
  private readonly donorNames: string[] = [];
  private readonly donors: KnownWords<number>;
  private readonly recipients: KnownWords<number>;
  private readonly recipientNames: string[] = [];
  private readonly codes: KnownWords<number>;
  private readonly codeNames: (string | null)[] = [];
  private readonly spans: Span[] = Array.from({ length: MOST_COLUMNS }, () => ({ from: 0, to: 0 }));
  private columns: Record<ColumnName, number> | null = null;
  private width = 0;
  private rest: Uint8Array = new Uint8Array(0);
  private isBroken = false;
  private line = 0;
  private count = 0;
  private laterCount = 0;
  private later: Change[] = [];

  constructor(private readonly settings: PortedFileSettings) {
    const networks = new Set(settings.networks);
    this.targets = [...settings.targets];
    this.known = this.targets.length;
    this.donors = new KnownWords(word => (networks.has(word) ? this.donorNumber(word) : UNKNOWN));
    this.recipients = new KnownWords(word => {
      const name = /^null$/i.test(word) ? '' : word;
      return name === '' || networks.has(name) ? this.recipientNames.push(name) - 1 : UNKNOWN;
    });
    this.codes = new KnownWords(word =>
      word.length <= LONGEST_CODE && CODE.test(word) ? this.codeNames.push(word || null) - 1 : UNKNOWN,
    );
    if (settings.kind === 'changes') {
      for (const { place, at, target, donor } of settings.pending.flatMap(packed => unpackChanges(packed)))
        this.rows.push(place, at, target, this.donorNumber(donor), 0);
    }
  }

  /** Rows of the file that were understood so far. */
  get rowCount(): number {
    return this.count;
  }

  /** The next bytes of the file. */
  push(piece: Uint8Array): void {
    if (this.isBroken) return;
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      this.read(bytes, from, end);
      from = end + 1;
    }
    this.rest = bytes.slice(from);
    if (this.rest.length > LONGEST_LINE) {
      // What follows may be anything: no csv has such a line.
      this.faults.add(this.line + 1, 'line-length');
      this.isBroken = true;
      this.rest = new Uint8Array(0);
    }
  }

  /** Reads what is left, puts the rows in order and says what was found. */
  end(): PortedReading {
    if (this.rest.length > 0) this.read(this.rest, 0, this.rest.length);
    this.rest = new Uint8Array(0);
    if (this.count === 0 && this.faults.count === 0) this.faults.add(0, 'empty');
    this.rows.sort(this.faults);
    return {
      rows: this.count,
      faultCount: this.faults.count,
      faults: this.faults.shown,
      blocks: this.faults.count > 0 ? [] : this.rows.blocks(),
    };
  }

  /** Makes one block from what stood and what the file says of it. */
  build(block: number, base: PackedBase | null): BuiltBlock {
    const { kind, cut } = this.settings;
    const made: PortedBlock =
      base && kind === 'changes' ? unpackBlock(base.targets, base.since) : newPortedBlock();
    const donorOf = (donor: number): string => this.donorNames[donor] ?? '';
    for (const change of this.rows.changes(block, donorOf)) {
      if (change.at <= cut) enterChange(made, change.place % BLOCK_NUMBERS, change.target, change.at);
      else this.wait(change);
    }
    const history = [...this.rows.changes(block, donorOf, true)];
    let ported = 0;
    let known = 0;
    for (const target of made.targets) {
      if (target === NOT_PORTED) continue;
      known += 1;
      if (this.targets[target]?.network) ported += 1;
    }
    const { buffer, byteOffset, byteLength } = made.since;
    const digest = createHash('sha256')
      .update(made.targets)
      .update(new Uint8Array(buffer, byteOffset, byteLength));
    return {
      block,
      ported,
      empty: known === 0,
      digest: digest.digest(),
      targets: packTargets(made),
      since: packSince(made),
      history: history.length > 0 ? packChanges(history) : null,
    };
  }

  /** After the last block: what it takes besides the blocks. */
  finish(): PortedEnd {
    const later = this.later.sort((one, other) => one.at - other.at);
    const pending: { packed: Uint8Array; changes: number }[] = [];
    for (let from = 0; from < later.length; from += LATER_IN_CHUNK) {
      const chunk = later.slice(from, from + LATER_IN_CHUNK);
      pending.push({ packed: packChanges(chunk), changes: chunk.length });
    }
    return {
      targets: this.targets
        .slice(this.known)
        .flatMap((target, at) => (target ? [{ ...target, id: this.known + at }] : [])),
      pending,
    };
  }

  /** Of two changes for one moment, the file's stands: it comes behind the one that waited. */
  private wait(change: Change): void {
    const last = this.later.at(-1);
    if (last && last.place === change.place && last.at === change.at) this.later.pop();
    this.later.push(change);
  }

  private read(bytes: Uint8Array, from: number, end: number): void {
    this.line += 1;
    const to = bytes[end - 1] === RETURN && end > from ? end - 1 : end;
    if (to === from) return;
    if (!this.columns) return this.head(bytes, isMarked(bytes, from) ? from + 3 : from, to);
    // Without its columns nothing of a file can be said.
    if (this.width === 0) return;
    const cells = this.cut(bytes, from, to);
    if (cells !== this.width) this.faults.add(this.line, 'columns');
    else this.row(bytes, this.columns);
  }

  private row(bytes: Uint8Array, columns: Record<ColumnName, number>): void {
    const place = placeIn(bytes, this.span(columns.number));
    if (place < 0) return this.faults.add(this.line, 'number');
    const donor = this.donors.at(bytes, this.span(columns.donor));
    if (donor === UNKNOWN) return this.faults.add(this.line, 'donor');
    const recipient = this.recipients.at(bytes, this.span(columns.recipient));
    if (recipient === UNKNOWN) return this.faults.add(this.line, 'recipient');
    const code = columns.networkCode < 0 ? 0 : this.codes.at(bytes, this.span(columns.networkCode));
    if (code === UNKNOWN) return this.faults.add(this.line, 'network-code');
    const at = momentIn(bytes, this.span(columns.effectiveAt));
    if (at < 0) return this.faults.add(this.line, 'effective-at');
    const target = this.targetOf(recipient, columns.networkCode < 0 ? UNKNOWN : code);
    if (target === UNKNOWN) return this.faults.add(this.line, 'too-many-codes');
    this.count += 1;
    if (this.count === MOST_ROWS + 1) this.faults.add(this.line, 'too-many-rows');
    if (at > this.settings.cut) this.laterCount += 1;
    if (this.laterCount === MOST_LATER + 1) this.faults.add(this.line, 'too-many-later');
    if (this.count <= MOST_ROWS && this.laterCount <= MOST_LATER)
      this.rows.push(place, at, target, donor, this.line);
  }

  private span(column: number): Span {
    return this.spans[column] ?? { from: 0, to: 0 };
  }

  /** Finds the cells of a line; how many there are. A quoted cell keeps its commas. */
  private cut(bytes: Uint8Array, from: number, to: number): number {
    let cells = 0;
    for (let at = from; at <= to;) {
      let end: number;
      let next: number;
      if (bytes[at] === QUOTE) {
        end = at + 1;
        while (end < to && bytes[end] !== QUOTE) end += 1;
        next = end + 1;
        while (next < to && bytes[next] !== COMMA) next += 1;
        at += 1;
      } else {
        end = at;
        while (end < to && bytes[end] !== COMMA) end += 1;
        next = end;
      }
      const span = this.spans[cells];
      if (span) {
        while (at < end && bytes[at] === SPACE) at += 1;
        while (end > at && bytes[end - 1] === SPACE) end -= 1;
        span.from = at;
        span.to = end;
      }
      cells += 1;
      at = next + 1;
    }
    return cells;
  }

  private head(bytes: Uint8Array, from: number, to: number): void {
    const cells = this.cut(bytes, from, to);
    const names = this.spans.slice(0, cells).map(({ from, to }) =>
      textIn(bytes, from, to)
        .replace(/[\s_-]/g, '')
        .toLowerCase(),
    );
    const columnOf = (name: ColumnName): number => names.findIndex(each => COLUMNS[name]?.includes(each));
    const columns = {
      number: columnOf('number'),
      donor: columnOf('donor'),
      recipient: columnOf('recipient'),
      networkCode: columnOf('networkCode'),
      effectiveAt: columnOf('effectiveAt'),
    };
    const { networkCode: _optional, ...needed } = columns;
    const isWhole = Object.values(needed).every(column => column >= 0);
    if (!isWhole) this.faults.add(this.line, 'header');
    this.columns = columns;
    this.width = isWhole ? cells : 0;
  }

  private donorNumber(name: string): number {
    const known = this.donorNames.indexOf(name);
    return known >= 0 ? known : this.donorNames.push(name) - 1;
  }

  /** The byte for a recipient and a code; a new one where there was none. */
  private targetOf(recipient: number, code: number): number {
    const key = recipient * 1_000_000 + code + 1;
    const known = this.targetIds.get(key);
    if (known !== undefined) return known;
    const network = this.recipientNames[recipient] || null;
    const networkCode = network === null || code === UNKNOWN ? null : (this.codeNames[code] ?? null);
    const same = this.targets.findIndex(
      target => target?.network === network && target.networkCode === networkCode,
    );
    const id =
      same > 0
        ? same
        : this.targets.length <= MOST_TARGETS
          ? this.targets.push({ network, networkCode }) - 1
          : UNKNOWN;
    this.targetIds.set(key, id);
    return id;
  }
}
