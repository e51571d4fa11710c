const PLACES = 4096;

/**
 * The deliver_sm of one session that wait for their response: sequence number → slot at the receipt desk.
 * A sequence number whose place is still taken by an older, unanswered one is skipped.
 */
export class SentReceipts {
  private readonly slots = new Int32Array(PLACES).fill(-1);
  private readonly sequences = new Int32Array(PLACES);
  private readonly sentAt = new Float64Array(PLACES);
  private sequence = 0;
  size = 0;
  /** When the one that was taken last was sent. */
  takenSentAt = 0;

  /** Remembers the slot and gives it a sequence number. There must be room: `size` < 4,096. */
  put(slot: number, now: number): number {
    let sequence = this.nextSequence();
    while (this.slots[sequence % PLACES] !== -1) sequence = this.nextSequence();
    const place = sequence % PLACES;
    this.slots[place] = slot;
    this.sequences[place] = sequence;
    this.sentAt[place] = now;
    this.size++;
    return sequence;
  }

  /** The slot that was sent under this number, which is then forgotten; -1 when there is none. */
  take(sequence: number): number {
    if (sequence < 1) return -1;
    const place = sequence % PLACES;
    const slot = this.slots[place] ?? -1;
    if (slot === -1 || this.sequences[place] !== sequence) return -1;
    this.slots[place] = -1;
    this.size--;
    this.takenSentAt = this.sentAt[place] ?? 0;
    return slot;
  }

  /** Takes out whatever was sent before `time`. */
  takeBefore(time: number): number[] {
    const taken: number[] = [];
    if (this.size === 0) return taken;
    for (let place = 0; place < PLACES; place++) {
      const slot = this.slots[place] ?? -1;
      if (slot === -1 || (this.sentAt[place] ?? 0) >= time) continue;
      this.slots[place] = -1;
      this.size--;
      taken.push(slot);
    }
    return taken;
  }

  /** A number for a PDU of ours that is no receipt. */
  nextSequence(): number {
    this.sequence = this.sequence === 0x7fffffff ? 1 : this.sequence + 1;
    return this.sequence;
  }
}
