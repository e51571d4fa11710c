import { WHOLE, type PartPlace } from '@sms111/api/messages';

/** Parts remembered: some seconds at full speed, hours on a quiet day. What is older is found in the database. */
const PLACES = 131_072;

/** No claim: what the part belongs to is recorded. */
const RECORDED = 0;

/**
 * Where the parts belong that this process has handed over of late, by their carrier's id: most receipts come within
 * seconds, and need no look-up. A ring, so that memory has a bound whatever the size of a send.
 */
export class SubmittedParts {
  private readonly byKey = new Map<string, number>();
  private readonly keys: (string | undefined)[];
  private readonly batches: Float64Array;
  private readonly seqs: Int32Array;
  private readonly parts: Uint8Array;
  private readonly claims: Float64Array;
  private next = 0;

  constructor(private readonly size = PLACES) {
    this.keys = new Array<string | undefined>(size);
    this.batches = new Float64Array(size);
    this.seqs = new Int32Array(size);
    this.parts = new Uint8Array(size);
    this.claims = new Float64Array(size);
  }

  /** A part that a carrier accepted, and the claim that will record it. */
  add(key: string, { batch, seq, part, parts }: PartPlace, claim: number): void {
    const known = this.byKey.get(key);
    if (known !== undefined && this.batches[known] === batch && this.seqs[known] === seq) {
      // One submit_sm carried all parts: its one id speaks of the whole.
      this.parts[known] = WHOLE | (parts << 3);
      return;
    }
    const slot = this.next;
    this.next = (slot + 1) % this.size;
    const old = this.keys[slot];
    if (old !== undefined && this.byKey.get(old) === slot) this.byKey.delete(old);
    this.keys[slot] = key;
    this.batches[slot] = batch;
    this.seqs[slot] = seq;
    this.parts[slot] = part | (parts << 3);
    this.claims[slot] = claim;
    this.byKey.set(key, slot);
  }

  find(key: string): { readonly place: PartPlace; readonly claim: number } | null {
    const slot = this.byKey.get(key);
    if (slot === undefined) return null;
    const bits = this.parts[slot] ?? 0;
    return {
      place: {
        batch: this.batches[slot] ?? 0,
        seq: this.seqs[slot] ?? 0,
        part: bits & 0b111,
        parts: bits >>> 3,
      },
      claim: this.claims[slot] ?? RECORDED,
    };
  }
}
