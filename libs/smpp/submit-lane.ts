import type { Clock, Stop } from './clock';
import { writeSubmitSm } from './encode-request';
import { Fifo } from './fifo';
import type { NotWritten, SubmitBatch } from './outcome';
import type { MessageFields } from './pdu';
import { RateLimit } from './rate-limit';
import type { SessionStats } from './session-stats';
import type { SubmitWindow } from './submit-window';
import type { Wire } from './wire';

interface Waiting {
  readonly pdu: MessageFields;
  readonly batch: SubmitBatch;
  readonly index: number;
}

/** The socket is asked again whether it takes more after this many octets. */
const WRITE_BYTES = 65_536;

/**
 * Submits on their way from the caller to the socket. They wait here only for the rate or the socket,
 * as fields and not as octets: what has not left can always be given back as `not-written`.
 */
export class SubmitLane {
  private readonly urgent: Fifo<Waiting>;
  private readonly ordinary: Fifo<Waiting>;
  private limit: RateLimit | null;
  private stopPacing: Stop | null = null;

  constructor(
    private readonly window: SubmitWindow,
    private readonly wire: Wire,
    private readonly stats: SessionStats,
    private readonly clock: Clock,
    rate: number | undefined,
    /** When the rate allows more. */
    private readonly onPace: () => void,
  ) {
    this.urgent = new Fifo(window.size);
    this.ordinary = new Fifo(window.size);
    this.limit = rate === undefined ? null : new RateLimit(rate, clock);
  }

  get waiting(): number {
    return this.urgent.size + this.ordinary.size;
  }

  /** Places for more, those that wait counted. */
  get free(): number {
    return Math.max(0, this.window.free - this.waiting);
  }

  setRate(perSecond: number): void {
    // The old rate's timer may lie far away.
    this.stopPacing?.();
    this.stopPacing = null;
    if (perSecond === 0) this.limit = null;
    else if (this.limit === null) this.limit = new RateLimit(perSecond, this.clock);
    else this.limit.set(perSecond);
  }

  add(pdu: MessageFields, batch: SubmitBatch, index: number, isUrgent: boolean): void {
    (isUrgent ? this.urgent : this.ordinary).push({ pdu, batch, index });
  }

  /** Hands over as many as the socket and the rate allow. */
  pump(now: number): void {
    if (this.waiting === 0 || !this.wire.isWritable) return;
    const allowed = this.limit === null ? this.waiting : Math.min(this.waiting, this.limit.allowance());
    const invalid: [Waiting, NotWritten][] = [];
    let written = 0;
    while (written < allowed && this.wire.isWritable) {
      const entry = this.urgent.shift() ?? this.ordinary.shift();
      if (entry === undefined) break;
      const sequence = this.window.reserve();
      const fault = writeSubmitSm(this.wire.out, entry.pdu, sequence);
      if (fault !== null) {
        invalid.push([entry, { kind: 'not-written', reason: 'invalid', fault }]);
        continue;
      }
      this.window.add(sequence, entry.batch, entry.index, now);
      written++;
      if (this.wire.out.pending >= WRITE_BYTES) this.wire.handOver();
    }
    this.wire.handOver();
    this.stats.submitted += written;
    this.limit?.spend(written);
    // Told only now: between writing into `out` and handing it over no foreign code may run.
    for (const [{ batch, index }, outcome] of invalid) this.refuse(batch, index, outcome);
    this.pace();
  }

  /** Gives back all that wait. */
  giveBack(reason: 'draining' | 'closed'): void {
    this.stopPacing?.();
    this.stopPacing = null;
    for (;;) {
      const entry = this.urgent.shift() ?? this.ordinary.shift();
      if (entry === undefined) return;
      this.refuse(entry.batch, entry.index, { kind: 'not-written', reason });
    }
  }

  /** Ends a submit that was never written. */
  refuse(batch: SubmitBatch, index: number, outcome: NotWritten): void {
    this.stats.notWritten++;
    this.window.tell(batch, index, outcome);
  }

  /** Comes back when the rate allows the next; a blocked socket calls by itself. */
  private pace(): void {
    if (this.limit === null || this.waiting === 0 || this.stopPacing !== null || !this.wire.isWritable)
      return;
    this.stopPacing = this.clock.after(this.limit.wait(), () => {
      this.stopPacing = null;
      this.onPace();
    });
  }
}
