/** Counts the bytes of files that are being received, so that many at once cannot take all memory of a process. */
export class ReceivingRoom {
  private taken = 0;

  constructor(private readonly bytes: number) {}

  /** Room for one more file, or `null` when there is none; give it back when the file is stored or has failed. */
  take(bytes: number): { giveBack(): void } | null {
    if (this.taken + bytes > this.bytes) return null;
    this.taken += bytes;
    return { giveBack: () => void (this.taken -= bytes) };
  }
}
