/** UTF-16BE, two octets a unit: what a handset reads under `data_coding` 8 (FMT-7). */
export function encodeUcs2(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 2);
  writeUcs2(text, bytes, 0);
  return bytes;
}

/** Writes `text` into `bytes` from `at`, where there is room for it. */
export function writeUcs2(text: string, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[at++] = unit >>> 8;
    bytes[at++] = unit;
  }
}
