/** Big-endian reads as signed integers. The caller has checked the bounds. */
export const readInt32 = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) << 24) |
  ((bytes[at + 1] ?? 0) << 16) |
  ((bytes[at + 2] ?? 0) << 8) |
  (bytes[at + 3] ?? 0);

export const readUint16 = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

export const writeInt32 = (bytes: Buffer, at: number, value: number): void => {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
};

/**
 * The position after a C-octet string that starts at `at`, or -1 when no NUL comes within `longest` octets
 * (the NUL counted, as the specification counts) or before `end`.
 */
export const afterText = (bytes: Buffer, at: number, end: number, longest: number): number => {
  const last = Math.min(end, at + longest);
  for (let i = at; i < last; i++) if (bytes[i] === 0) return i + 1;
  return -1;
};
