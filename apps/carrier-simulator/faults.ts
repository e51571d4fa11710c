import { STATUS } from './wire/constants';

/** What can be done to a link by command. */
export const FAULT_KINDS = [
  'throttle',
  'queue-full',
  'not-ours',
  'silent',
  'slow',
  'refuse-binds',
  'hold-receipts',
  'cut',
  'garbage',
  'half-pdu',
  'huge-length',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Faults that happen once, to every session of the link, instead of lasting. */
const AT_ONCE: ReadonlySet<FaultKind> = new Set<FaultKind>(['cut', 'garbage', 'half-pdu', 'huge-length']);
export const happensOnce = (kind: FaultKind): boolean => AT_ONCE.has(kind);

export interface FaultRequest {
  kind: FaultKind;
  /** Ends after this many submits (binds for refuse-binds). */
  count?: number;
  /** Ends after this time. Without count and seconds it lasts until `normal`. */
  seconds?: number;
  /** Begins only after this many more submits. */
  afterSubmits?: number;
  /** slow: response time in milliseconds. */
  rtt?: number;
  /** silent: segments are taken all the same. */
  accept?: boolean;
  /** silent: enquire_link is still answered. */
  enquire?: boolean;
}

export interface ActiveFault extends FaultRequest {
  /** Milliseconds since 1970; null = no end by time, or not begun. */
  until: number | null;
  waiting: number;
  left: number;
}

/** How a submit is met; null = as usual. */
export type SubmitVerdict = { refuse: number } | { silent: true; accept: boolean } | null;

const REFUSALS: readonly (readonly [FaultKind, number])[] = [
  ['throttle', STATUS.throttled],
  ['queue-full', STATUS.queueFull],
  ['not-ours', STATUS.notOurs],
];

/** The faults of one link. Times are given by the caller, so that one clock reading serves a whole chunk. */
export class LinkFaults {
  private readonly active = new Map<FaultKind, ActiveFault>();
  /** No fault at all: the fast path asks nothing else. */
  isClear = true;

  /** Sets a fault, replacing one of its kind. Faults that happen once are kept only while they wait. */
  set(request: FaultRequest, now: number): void {
    const waiting = request.afterSubmits ?? 0;
    const fault: ActiveFault = {
      ...request,
      waiting,
      until: null,
      left: request.count ?? Number.POSITIVE_INFINITY,
    };
    if (waiting === 0) begin(fault, now);
    this.active.set(request.kind, fault);
    this.isClear = false;
  }

  clear(): void {
    this.active.clear();
    this.isClear = true;
  }

  list(now: number): ActiveFault[] {
    this.expire(now);
    return [...this.active.values()];
  }

  /** How the next submit is met; counts it. */
  onSubmit(now: number): SubmitVerdict {
    this.expire(now);
    const silent = this.running('silent');
    if (silent) {
      this.use(silent);
      return { silent: true, accept: silent.accept === true };
    }
    for (const [kind, refuse] of REFUSALS) {
      const fault = this.running(kind);
      if (!fault) continue;
      this.use(fault);
      return { refuse };
    }
    return null;
  }

  /** Counts a submit that was dealt with towards `afterSubmits`; the faults that happen now, once. */
  afterSubmit(now: number): FaultKind[] {
    const happening: FaultKind[] = [];
    for (const fault of this.active.values()) {
      if (fault.waiting === 0 || --fault.waiting > 0) continue;
      begin(fault, now);
      if (happensOnce(fault.kind)) {
        happening.push(fault.kind);
        this.remove(fault.kind);
      }
    }
    return happening;
  }

  refusesBind(now: number): boolean {
    if (this.isClear) return false;
    this.expire(now);
    const fault = this.running('refuse-binds');
    if (!fault) return false;
    this.use(fault);
    return true;
  }

  /** Whether nothing at all is answered. */
  isSilent(now: number): boolean {
    return this.lasting('silent', now) !== undefined;
  }

  /** Whether enquire_link goes unanswered. */
  isDeaf(now: number): boolean {
    const fault = this.lasting('silent', now);
    return fault !== undefined && fault.enquire !== true;
  }

  holdsReceipts(now: number): boolean {
    return this.lasting('hold-receipts', now) !== undefined || this.isSilent(now);
  }

  slowTo(now: number): number | undefined {
    return this.lasting('slow', now)?.rtt;
  }

  private lasting(kind: FaultKind, now: number): ActiveFault | undefined {
    if (this.isClear) return undefined;
    this.expire(now);
    return this.running(kind);
  }

  private running(kind: FaultKind): ActiveFault | undefined {
    const fault = this.active.get(kind);
    return fault && fault.waiting === 0 ? fault : undefined;
  }

  private use(fault: ActiveFault): void {
    fault.left--;
    if (fault.left <= 0) this.remove(fault.kind);
  }

  private expire(now: number): void {
    for (const fault of this.active.values()) {
      if (fault.until !== null && fault.until <= now) this.remove(fault.kind);
    }
  }

  private remove(kind: FaultKind): void {
    this.active.delete(kind);
    this.isClear = this.active.size === 0;
  }
}

const begin = (fault: ActiveFault, now: number): void => {
  fault.until = fault.seconds === undefined ? null : now + fault.seconds * 1000;
};
