/**
 * Arrays as query parameters in PostgreSQL's binary format. The driver would write them as text, element by element, and the
 * server would parse that again: together some microseconds a row of a bulk statement. In the statement each parameter
 * bears its type: `unnest($1::bigint[], $2::int[])`.
 */
const OID = { int2: 21, int4: 23, int8: 20, text: 25, bool: 16, bytea: 17, timestamptz: 1184 } as const;
type Kind = keyof typeof OID;

const HEAD = 20;
const EPOCH_MS = Date.UTC(2000, 0, 1);

const begin = (kind: Kind, length: number, body: number, hasNull: boolean): Buffer => {
  const buffer = Buffer.allocUnsafe(HEAD + body);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(OID[kind], 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
};

/** Writes elements of one width; `null` where `write` is not asked. */
const fixed = <T>(
  kind: Kind,
  width: number,
  values: readonly (T | null)[],
  write: (buffer: Buffer, value: T, at: number) => void,
): Buffer => {
  const buffer = begin(kind, values.length, values.length * (4 + width), values.includes(null));
  let at = HEAD;
  for (const value of values) {
    if (value === null) {
      buffer.writeInt32BE(-1, at);
      at += 4;
      continue;
    }
    buffer.writeInt32BE(width, at);
    write(buffer, value, at + 4);
    at += 4 + width;
  }
  return buffer.subarray(0, at);
};

/** Two halves instead of a BigInt: exact for safe integers. */
const writeInt8 = (buffer: Buffer, value: number, at: number): void => {
  const high = Math.floor(value / 0x1_0000_0000);
  buffer.writeInt32BE(high, at);
  buffer.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
};

export const int2s = (values: readonly (number | null)[]): Buffer =>
  fixed('int2', 2, values, (buffer, value, at) => buffer.writeInt16BE(value, at));

export const int4s = (values: readonly (number | null)[]): Buffer =>
  fixed('int4', 4, values, (buffer, value, at) => buffer.writeInt32BE(value, at));

/** Safe integers. */
export const int8s = (values: readonly (number | null)[]): Buffer => fixed('int8', 8, values, writeInt8);

export const bools = (values: readonly (boolean | null)[]): Buffer =>
  fixed('bool', 1, values, (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at));

/** Moments, to the millisecond. */
export const instants = (values: readonly (Date | null)[]): Buffer =>
  fixed('timestamptz', 8, values, (buffer, value, at) =>
    writeInt8(buffer, (value.getTime() - EPOCH_MS) * 1000, at),
  );

export const texts = (values: readonly (string | null)[]): Buffer => {
  let most = 0;
  for (const value of values) most += 4 + (value?.length ?? 0) * 3;
  const buffer = begin('text', values.length, most, values.includes(null));
  let at = HEAD;
  for (const value of values) {
    const written = value === null ? -1 : buffer.write(value, at + 4, 'utf8');
    buffer.writeInt32BE(written, at);
    at += 4 + Math.max(written, 0);
  }
  return buffer.subarray(0, at);
};

export const byteas = (values: readonly Uint8Array[]): Buffer => {
  let body = 0;
  for (const value of values) body += 4 + value.length;
  const buffer = begin('bytea', values.length, body, false);
  let at = HEAD;
  for (const value of values) {
    buffer.writeInt32BE(value.length, at);
    buffer.set(value, at + 4);
    at += 4 + value.length;
  }
  return buffer;
};
