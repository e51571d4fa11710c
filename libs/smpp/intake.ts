import { decodePdu } from './decode';
import type { Deliveries } from './deliveries';
import type { Malformed } from './fault';
import type { Pdu } from './pdu';
import { PduReader } from './reader';
import type { Watch } from './watch';
import type { Wire } from './wire';

/** Answers to a carrier that does not read may gather up to here; then we do not read either. */
const MAX_UNSENT_BYTES = 262_144;

/**
 * What was read, PDU by PDU, no faster than it can be dealt with: reading stops while the caller holds a
 * full window of deliveries, or while our answers find no way out. TCP then holds the carrier back.
 */
export class Intake {
  private readonly reader: PduReader;
  private isPaused = false;

  constructor(
    private readonly wire: Wire,
    private readonly deliveries: Deliveries,
    private readonly watch: Watch,
    maxPduBytes: number | undefined,
  ) {
    this.reader = new PduReader(maxPduBytes);
  }

  push(chunk: Buffer): void {
    this.reader.push(chunk);
  }

  /** Gives `take` all that is there, until it says false or reading has to stop. A fault comes last. */
  read(now: number, take: (pdu: Pdu | Malformed) => boolean): void {
    const wasPaused = this.isPaused;
    if (wasPaused && !(this.deliveries.hasRoom && !this.isClogged)) return;
    if (wasPaused) this.watch.resumed(now);
    this.isPaused = false;
    let count = 0;
    while (!this.mustPause && this.reader.next()) {
      count++;
      if (!take(decodePdu(this.reader.bytes, this.reader.start, this.reader.end))) return;
    }
    if (count > 0) this.watch.heard(now);
    if (this.reader.fault !== null) take(this.reader.fault);
    else if (this.mustPause) this.pause(now);
    else if (wasPaused) this.wire.resume();
  }

  /** What was read and not yet given, whatever is in the way: the connection has ended. */
  rest(take: (pdu: Pdu | Malformed) => void): void {
    while (this.reader.next()) take(decodePdu(this.reader.bytes, this.reader.start, this.reader.end));
  }

  private get mustPause(): boolean {
    return this.deliveries.isFull || this.isClogged;
  }

  private get isClogged(): boolean {
    return this.wire.blocked && this.wire.out.pending > MAX_UNSENT_BYTES;
  }

  private pause(now: number): void {
    this.isPaused = true;
    this.watch.paused(now);
    this.wire.pause();
  }
}
