declare global {
  interface Buffer {
    /** Behind `toString('latin1', …)` since Node 0.x, in every version, though not in the manual. */
    latin1Slice(start: number, end: number): string;
  }
}

/** ASCII octets as a string, without the detour of `toString`: that costs a third of reading a receipt. */
export function latin1(bytes: Buffer, start: number, end: number): string {
  return bytes.latin1Slice(start, end);
}
