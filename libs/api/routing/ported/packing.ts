import { BLOCK_NUMBERS, NOT_PORTED, newPortedBlock, type PortedBlock } from '@sms111/domain';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Numbers are spread thinly and moments repeat: more effort gains little. */
const LEVEL = 1;
const MOST_BYTES = 64 * 1024 * 1024;

const deflated = (bytes: Uint8Array): Buffer => deflateRawSync(bytes, { level: LEVEL });
const inflated = (bytes: Uint8Array): Buffer => inflateRawSync(bytes, { maxOutputLength: MOST_BYTES });

/** The bytes of a block, one a number. */
export const packTargets = ({ targets }: PortedBlock): Buffer => deflated(targets);

export const unpackTargets = (packed: Uint8Array): Uint8Array => {
  const bytes = inflated(packed);
  if (bytes.length !== BLOCK_NUMBERS) throw new Error(`a block of ${bytes.length} numbers`);
  // Not a view into a larger buffer of zlib's: a page lives for weeks.
  return bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : Uint8Array.from(bytes);
};

/** The moments of the numbers that are ported, in their order: four bytes each, little end first. */
export const packSince = ({ targets, since }: PortedBlock): Buffer => {
  const bytes = Buffer.alloc(since.length * 4);
  let length = 0;
  for (let offset = 0; offset < BLOCK_NUMBERS; offset += 1) {
    if (targets[offset] !== NOT_PORTED) length = bytes.writeUInt32LE(since[offset] ?? 0, length);
  }
  return deflated(bytes.subarray(0, length));
};

/** A whole block from what `packTargets` and `packSince` made of it. */
export const unpackBlock = (targets: Uint8Array, since: Uint8Array): PortedBlock => {
  const block = newPortedBlock();
  block.targets.set(unpackTargets(targets));
  const moments = inflated(since);
  for (let offset = 0, at = 0; offset < BLOCK_NUMBERS; offset += 1) {
    if (block.targets[offset] === NOT_PORTED) continue;
    block.since[offset] = moments.readUInt32LE(at);
    at += 4;
  }
  return block;
};

/** One change of one number. */
export interface Change {
  readonly place: number;
  readonly target: number;
  /** Seconds since 1970. */
  readonly at: number;
  /** Whom the file named as the one who lost the number. */
  readonly donor: string;
}

const RECORD = 10;

/** Changes with their donors, of which there are a handful. */
export const packChanges = (changes: readonly Change[]): Buffer => {
  const donors = [...new Set(changes.map(change => change.donor))];
  const byName = new Map(donors.map((donor, at) => [donor, at]));
  const head = Buffer.from(JSON.stringify(donors));
  const bytes = Buffer.alloc(2 + head.length + changes.length * RECORD);
  let at = bytes.writeUInt16LE(head.length, 0);
  at += head.copy(bytes, at);
  for (const change of changes) {
    at = bytes.writeUInt32LE(change.place, at);
    at = bytes.writeUInt32LE(change.at, at);
    at = bytes.writeUInt8(change.target, at);
    at = bytes.writeUInt8(byName.get(change.donor) ?? 0, at);
  }
  return deflated(bytes);
};

/** The changes in the order in which they were packed; with `place`, those of one number only. */
export const unpackChanges = (packed: Uint8Array, place?: number): Change[] => {
  const bytes = inflated(packed);
  const from = 2 + bytes.readUInt16LE(0);
  const donors = JSON.parse(bytes.toString('utf8', 2, from)) as string[];
  const changes: Change[] = [];
  for (let at = from; at < bytes.length; at += RECORD) {
    const own = bytes.readUInt32LE(at);
    if (place !== undefined && own !== place) continue;
    changes.push({
      place: own,
      at: bytes.readUInt32LE(at + 4),
      target: bytes.readUInt8(at + 8),
      donor: donors[bytes.readUInt8(at + 9)] ?? '',
    });
  }
  return changes;
};
