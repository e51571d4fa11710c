import type { Carrier } from './carriers';

/** Ids of one block, which share a prefix. */
export const IDS_A_BLOCK = 1_000_000;
const EPOCH = Date.UTC(2024, 0, 1);
/** Keeps a prefix at ten digits for the next 250 years. */
const PREFIX_BASE = 1_000_000_000;

export const DECIMAL_ID = 16;
export const HEX_ID = 13;

/** Tenths of seconds, and never one that was given out before in this process. */
let lastPrefix = 0;
const nextPrefix = (now: number): number => {
  lastPrefix = Math.max(lastPrefix + 1, PREFIX_BASE + Math.floor((now - EPOCH) / 100));
  return lastPrefix;
};

/**
 * Message ids of one carrier: sixteen decimal digits, of which ten come from the time at which a block of a
 * million was begun, so that ids stay unique over restarts without being stored.
 *
 * Inside the process an id is a `handle`: a small integer that grows by one, cheap to keep in typed arrays.
 */
export class MessageIds {
  private readonly prefixes: number[] = [];
  private readonly prefixDigits: Buffer[] = [];
  private used = IDS_A_BLOCK;

  constructor(private readonly carrier: Carrier) {}

  next(now: number): number {
    if (this.used === IDS_A_BLOCK) {
      this.addBlock(nextPrefix(now));
      this.used = 0;
    }
    return (this.prefixes.length - 1) * IDS_A_BLOCK + this.used++;
  }

  prefixOf(handle: number): number {
    return this.prefixes[Math.floor(handle / IDS_A_BLOCK)] ?? 0;
  }

  /** The handle of an id that an earlier process gave out. Blocks must come back in the order they were begun. */
  restore(prefix: number, rest: number): number {
    if (this.prefixes.at(-1) !== prefix) {
      this.addBlock(prefix);
      lastPrefix = Math.max(lastPrefix, prefix);
    }
    this.used = IDS_A_BLOCK;
    return (this.prefixes.length - 1) * IDS_A_BLOCK + rest;
  }

  /** The handle of a known block's id, or -1. */
  handleOf(prefix: number, rest: number): number {
    const block = this.prefixes.lastIndexOf(prefix);
    return block < 0 ? -1 : block * IDS_A_BLOCK + rest;
  }

  /** The id as in submit_sm_resp. */
  answerText(handle: number): string {
    const value = this.valueOf(handle);
    return this.carrier.answerId === 'hex' ? value.toString(16) : value.toString();
  }

  /** The handle of an id as the peer writes it, or -1. */
  find(text: string): number {
    const hex = this.carrier.answerId === 'hex';
    if (!(hex ? /^[0-9a-f]{1,13}$/i : /^\d{1,16}$/).test(text)) return -1;
    const value = parseInt(text, hex ? 16 : 10);
    return this.handleOf(Math.floor(value / IDS_A_BLOCK), value % IDS_A_BLOCK);
  }

  get answerLength(): number {
    return this.carrier.answerId === 'hex' ? HEX_ID : DECIMAL_ID;
  }

  writeAnswer(bytes: Buffer, at: number, handle: number): void {
    if (this.carrier.answerId === 'hex') this.writeHex(bytes, at, handle);
    else this.writeDecimal(bytes, at, handle);
  }

  get receiptLength(): number {
    return this.carrier.receiptId === 'hex' ? HEX_ID : DECIMAL_ID;
  }

  writeReceipt(bytes: Buffer, at: number, handle: number): void {
    if (this.carrier.receiptId === 'hex') this.writeHex(bytes, at, handle);
    else this.writeDecimal(bytes, at, handle);
  }

  private addBlock(prefix: number): void {
    this.prefixes.push(prefix);
    this.prefixDigits.push(Buffer.from(prefix.toString().padStart(10, '0'), 'latin1'));
  }

  private valueOf(handle: number): number {
    return this.prefixOf(handle) * IDS_A_BLOCK + (handle % IDS_A_BLOCK);
  }

  private writeDecimal(bytes: Buffer, at: number, handle: number): void {
    const digits = this.prefixDigits[(handle / IDS_A_BLOCK) | 0];
    for (let i = 0; i < 10; i++) bytes[at + i] = digits?.[i] ?? 0x30;
    writeDigits(bytes, at + 10, 6, handle % IDS_A_BLOCK);
  }

  /** In two halves of 28 bits, because bitwise operators see only 32. */
  private writeHex(bytes: Buffer, at: number, handle: number): void {
    const value = this.valueOf(handle);
    const high = Math.floor(value / 0x10000000);
    writeHexDigits(bytes, at, HEX_ID - 7, high);
    writeHexDigits(bytes, at + HEX_ID - 7, 7, value - high * 0x10000000);
  }
}

/** `value` with leading zeros in `count` digits. */
export const writeDigits = (bytes: Buffer, at: number, count: number, value: number): void => {
  let left = value | 0;
  for (let i = at + count - 1; i >= at; i--) {
    const next = (left / 10) | 0;
    bytes[i] = 0x30 + left - next * 10;
    left = next;
  }
};

const writeHexDigits = (bytes: Buffer, at: number, count: number, value: number): void => {
  let left = value | 0;
  for (let i = at + count - 1; i >= at; i--) {
    const nibble = left & 0x0f;
    bytes[i] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble;
    left >>>= 4;
  }
};
