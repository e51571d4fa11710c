import type { CarrierCode, LinkName } from './carriers';
import { CARRIERS, LINK_NAMES, carrierIndexOf } from './carriers';
import type { FaultKind, FaultRequest } from './faults';
import { LinkFaults, happensOnce } from './faults';
import { TokenBucket } from './token-bucket';

/** What a link knows of the connections on it. */
export interface LinkSession {
  readonly bound: 'transceiver' | 'transmitter' | 'receiver' | null;
  /** Makes one of the faults that happen once. */
  happen(kind: FaultKind, seconds: number | undefined): void;
  /** After a reset that forgot the owed receipts. */
  forgetReceipts(): void;
  housekeep(now: number): void;
  destroy(): void;
}

/** One line of a carrier: its sessions, its granted rate and what goes wrong on it. */
export class Link {
  readonly name: LinkName;
  readonly carrier: CarrierCode;
  readonly carrierIndex: number;
  readonly sessions = new Set<LinkSession>();
  readonly faults = new LinkFaults();
  readonly bucket: TokenBucket;
  /** The port it listens on. */
  port = 0;

  /**
   * @param index position in LINK_NAMES
   * @param rttMs usual response time
   */
  constructor(
    readonly index: number,
    tps: number,
    public rttMs: number,
  ) {
    this.name = LINK_NAMES[index] ?? 'CHT-A';
    this.carrierIndex = carrierIndexOf(index);
    this.carrier = CARRIERS[this.carrierIndex]?.code ?? 'CHT';
    this.bucket = new TokenBucket(tps);
  }

  /** Milliseconds before a submit is answered. */
  responseTime(now: number): number {
    return this.faults.isClear ? this.rttMs : (this.faults.slowTo(now) ?? this.rttMs);
  }

  disturb(request: FaultRequest, now: number): void {
    if (happensOnce(request.kind) && (request.afterSubmits ?? 0) === 0) {
      for (const session of [...this.sessions]) session.happen(request.kind, request.seconds);
    } else this.faults.set(request, now);
  }

  get boundSessions(): number {
    let count = 0;
    for (const session of this.sessions) if (session.bound) count++;
    return count;
  }
}
