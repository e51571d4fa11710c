/** Cursors are opaque: base64url of the last row's key. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** `null` when there is none, or when it was not made by us (then the list starts anew). */
export const decodeCursor = (cursor: string | undefined): (string | number)[] | null => {
  if (!cursor) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const sound =
      Array.isArray(key) && key.every(part => typeof part === 'string' || typeof part === 'number');
    return sound ? key : null;
  } catch {
    return null;
  }
};

/** A key of whole numbers, as our batches and messages have; `null` for a cursor that holds anything else. */
export const decodeNumbers = (cursor: string | undefined, count: number): number[] | null => {
  const key = decodeCursor(cursor);
  const numbers = key?.filter(part => Number.isSafeInteger(part)).map(Number);
  return numbers && numbers.length === count && key?.length === count ? numbers : null;
};
