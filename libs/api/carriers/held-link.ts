import { carrierKey } from '@sms111/api/messages';
import type { Log } from '@sms111/api/platform';
import { answerOfStatus } from '@sms111/domain';
import {
  isThrottle,
  normaliseMessageId,
  parseReceipt,
  type CloseReason,
  type DataSm,
  type DeliverSm,
  type Session,
  type SubmitOutcome,
} from '@sms111/smpp';
import { AdaptiveRate } from './adaptive-rate';
import { BindTries, type BindFault } from './bind-tries';
import { Breaker, type BreakerState } from './breaker';
import { responseForm } from './id-forms';
import { sameSession, type Link } from './link';
import type { HandOverMetrics } from './hand-over-metrics';
import { LinkGate } from './link-gate';
import { openLink } from './open-link';
import type { OutcomeWriter } from './outcome-writer';
import type { LinkSession } from './pair-session';
import { receiptOf } from './receipt-of';
import type { ReceiptSamples } from './receipt-samples';
import { RecentFigures, type RecentSummary } from './recent-figures';
import { SlowStart } from './slow-start';
import { Slots } from './slots';

const ESME_RSYSERR = 0x08;
/** What is out has ended long before; then a drain no longer waits for the database. */
const DRAIN_MARGIN_MS = 5_000;

export type HeldState = 'unbound' | 'binding' | 'bound' | 'draining';

/** What a link did since it was last asked. */
export interface LinkDeltas {
  readonly submitted: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly strangers: number;
}

export interface HeldFigures {
  readonly stateSince: Date;
  readonly breaker: BreakerState;
  readonly breakerSince: Date;
  readonly windowNow: number;
  readonly rateNow: number;
  readonly bindFault: BindFault | null;
  readonly recent: RecentSummary;
}

export interface HeldLinkContext {
  readonly outcomes: Pick<OutcomeWriter, 'receipt'>;
  readonly log: Log;
  readonly samples: ReceiptSamples;
  readonly metrics: Pick<HandOverMetrics, 'response' | 'receipt'>;
  /** A receipt that belongs to a test message goes here and no further. */
  readonly takesReceipt: (key: string, code: string) => boolean;
  /** The link became usable, or stopped to be. */
  readonly onChange: () => void;
}

/** Of a window one part in so many is kept for urgent messages. */
const URGENT_SHARE = 16;

/** A link that this worker holds: one session at a time, bound again with growing pauses when it ends. */
export class HeldLink {
  readonly slots: Slots;
  /** Where claims are handed in. Without a session nothing is written, and says so. */
  readonly gate: LinkGate;
  private configured: Link;
  private session: LinkSession | null = null;
  private readonly tries: BindTries;
  private drained: Promise<void> | null = null;
  private stateSince = new Date();
  private readonly breaker = new Breaker(Date.now());
  private readonly start: SlowStart;
  private readonly rate: AdaptiveRate;
  private readonly recent = new RecentFigures();
  private counts = { submitted: 0, refused: 0, unanswered: 0, strangers: 0 };
  private lastOffered = false;

  /** @param notBefore do not bind before: another worker was turned away */
  constructor(
    link: Link,
    private readonly context: HeldLinkContext,
    notBefore = 0,
  ) {
    this.configured = link;
    this.tries = new BindTries(notBefore);
    this.slots = new Slots(link.window);
    this.start = new SlowStart(link.window);
    this.rate = new AdaptiveRate(link.ratePerSecond, Date.now());
    this.gate = new LinkGate(
      () => this.session,
      outcome => this.observe(outcome),
    );
  }

  get link(): Link {
    return this.configured;
  }

  /** Whether messages may be given to it now: bound, not about to end, its carrier not paused, its breaker not open. */
  get isOffered(): boolean {
    return (
      this.session?.state === 'bound' &&
      this.drained === null &&
      !this.configured.carrierPaused &&
      this.breaker.stateAt(Date.now()) !== 'open'
    );
  }

  /** Whether its session is bound, whatever else keeps messages from it. */
  get isBound(): boolean {
    return this.session?.state === 'bound';
  }

  get isDraining(): boolean {
    return this.drained !== null;
  }

  /** Places that may be used while the session is young or on trial. */
  get allowed(): number {
    return this.breaker.stateAt(Date.now()) === 'half-open' ? 1 : this.start.allowed;
  }

  /** Of these, what is not kept for urgent messages: they find room whatever else is being sent. */
  usable(urgent: boolean): number {
    const { allowed } = this;
    return urgent ? allowed : Math.max(1, allowed - Math.ceil(allowed / URGENT_SHARE));
  }

  room(urgent: boolean): number {
    return Math.min(this.slots.free, this.usable(urgent) - this.slots.inUse);
  }

  get state(): HeldState {
    if (this.drained) return this.session ? 'draining' : 'unbound';
    switch (this.session?.state) {
      case 'bound':
        return 'bound';
      case 'connecting':
      case 'binding':
        return 'binding';
      case 'draining':
      case 'unbinding':
        return 'draining';
      default:
        return 'unbound';
    }
  }

  /** Opens a session if there is none and the pause after the last one is over; once a second. */
  keepOpen(): void {
    const now = Date.now();
    if (this.rate.step(now)) this.keepToRate();
    this.tell();
    this.slots.wake();
    if (this.session || this.drained || !this.tries.mayBegin(now)) return;
    this.tries.begin();
    try {
      this.session = this.open();
    } catch (error) {
      this.couldNotOpen(error, now);
    }
  }

  /** Takes over settings that need no new session; false where the old session has to be drained first. */
  adopt(link: Link): boolean {
    if (!sameSession(link, this.configured)) return false;
    const rateChanged = link.ratePerSecond !== this.configured.ratePerSecond;
    this.configured = link;
    if (rateChanged) {
      this.rate.grant(link.ratePerSecond);
      this.keepToRate();
    }
    this.tell();
    return true;
  }

  /** Counts since the last call. */
  deltas(): LinkDeltas {
    const { counts } = this;
    this.counts = { submitted: 0, refused: 0, unanswered: 0, strangers: 0 };
    return counts;
  }

  figures(): HeldFigures {
    const now = Date.now();
    return {
      stateSince: this.stateSince,
      breaker: this.breaker.stateAt(now),
      breakerSince: new Date(this.breaker.since),
      windowNow: Math.max(0, this.allowed),
      rateNow: Math.round(this.rate.current),
      bindFault: this.tries.fault,
      recent: this.recent.summary(now),
    };
  }

  /** Asks the carrier for a message's state. */
  query(...asked: Parameters<Session['query']>): ReturnType<Session['query']> {
    return this.session?.query(...asked) ?? Promise.resolve({ kind: 'not-written', reason: 'not-bound' });
  }

  /**
   * Takes no more, waits until all that is out is answered and recorded, unbinds. The same promise for everybody who asks;
   * afterwards this link does nothing.
   */
  drain(): Promise<void> {
    this.drained ??= this.runDry();
    return this.drained;
  }

  /** Ends at once; what is out ends without an answer. */
  close(): void {
    this.drained ??= Promise.resolve();
    this.session?.close();
    this.slots.wake();
  }

  private open(): LinkSession {
    return openLink(this.configured, this.rate.current, {
      onDeliver: (pdu, ack) => this.deliver(pdu, ack),
      onState: (state, reason) => {
        this.stateSince = new Date();
        if (state === 'bound') this.bound();
        if (state === 'closed') this.closed(reason);
        this.tell();
        this.slots.wake();
      },
      onFault: fault =>
        this.context.log.warn({ link: this.link.id, fault: fault.kind }, 'a link behaved oddly'),
    });
  }

  private async runDry(): Promise<void> {
    const end = Date.now() + this.configured.responseTimeoutMs + DRAIN_MARGIN_MS;
    // The next turn: `drained` is set by then, so nobody takes another slot.
    await Promise.resolve();
    this.stateSince = new Date();
    this.slots.wake();
    this.tell();
    while (this.slots.inUse > 0 && Date.now() < end) {
      await Promise.race([this.slots.changed(), within(end - Date.now())]);
    }
    await this.session?.drain();
  }

  private bound(): void {
    this.tries.bound(Date.now());
    this.start.begin();
  }

  private closed(reason: CloseReason | undefined): void {
    this.session = null;
    const now = Date.now();
    const { pause, wasBound } = this.tries.ended(reason, now);
    if (this.drained) return;
    if (reason) this.tries.note(reason, now);
    if (!wasBound) this.breaker.bad(now);
    this.context.log.warn({ link: this.link.id, reason: reason?.kind, pause }, 'a link was lost');
  }

  /** Its settings are at fault: that is its own affair, and no reason for the other links to end. */
  private couldNotOpen(error: unknown, now: number): void {
    const pause = this.tries.couldNot(error, now);
    this.breaker.bad(now);
    this.context.log.warn({ err: error, link: this.link.id, pause }, 'a link could not be opened');
  }

  private observe(outcome: SubmitOutcome): void {
    if (outcome.kind === 'not-written') return;
    const now = Date.now();
    this.counts.submitted++;
    if (outcome.kind === 'accepted') {
      this.recent.count('accepted', now);
      this.answeredAfter(outcome.latencyMs, now);
      this.rate.accepted(now);
      this.good(now);
      if (this.context.samples.isDue) this.follow(outcome.messageId, now);
      return;
    }
    if (outcome.kind === 'no-answer') {
      this.counts.unanswered++;
      this.recent.count('unanswered', now);
      this.start.bad();
      this.bad(now);
      return;
    }
    this.counts.refused++;
    this.recent.count('refused', now);
    this.recent.status(outcome.status, now);
    this.answeredAfter(outcome.latencyMs, now);
    if (isThrottle(outcome.status)) {
      this.recent.count('throttled', now);
      if (this.rate.throttled(now)) this.keepToRate();
      return;
    }
    const { answer, reason } = answerOfStatus(outcome.status, this.link.errors.submit);
    if (answer === 'again' && reason === 'gateway-fail') this.bad(now);
    else this.good(now);
  }

  private keepToRate(): void {
    this.session?.setRate(this.rate.current);
  }

  private answeredAfter(latencyMs: number, now: number): void {
    this.recent.response(latencyMs, now);
    this.context.metrics.response(this.link.id, latencyMs / 1000);
  }

  private good(now: number): void {
    this.start.good();
    if (!this.breaker.good(now)) return;
    this.start.begin();
    this.context.log.info({ link: this.link.id }, 'a link works again');
    this.tell();
  }

  private bad(now: number): void {
    if (!this.breaker.bad(now)) return;
    this.context.log.warn({ link: this.link.id }, 'a link fails and is given a rest');
    this.tell();
    this.slots.wake();
  }

  private follow(messageId: string, now: number): void {
    const { carrier, idForm } = this.link;
    this.context.samples.follow(
      carrierKey(carrier, normaliseMessageId(messageId, responseForm(idForm))),
      now,
    );
  }

  /** One-way only: what is no receipt is answered, counted, and goes nowhere (ARC-9). */
  private deliver(pdu: DeliverSm | DataSm, ack: (status?: number) => boolean): void {
    const parsed = parseReceipt(pdu);
    if (!parsed) {
      this.stranger('a message from a handset was refused a place');
      ack();
      return;
    }
    if (parsed.messageId === '') {
      this.stranger('a receipt names no message');
      ack();
      return;
    }
    const receipt = receiptOf(parsed, this.link, pdu.sourceAddr, new Date());
    if (!receipt) {
      ack();
      return;
    }
    if (this.context.takesReceipt(receipt.key, receipt.code)) {
      ack();
      return;
    }
    const now = Date.now();
    const latency = this.context.samples.arrived(receipt.key, now);
    if (latency !== null) {
      this.recent.receipt(latency, now);
      this.context.metrics.receipt(this.link.carrier, latency / 1000);
    }
    this.context.outcomes.receipt(receipt, committed => ack(committed ? 0 : ESME_RSYSERR));
  }

  private stranger(what: string): void {
    this.counts.strangers++;
    this.recent.count('strangers', Date.now());
    this.context.log.warn({ link: this.link.id }, what);
  }

  private tell(): void {
    const offered = this.isOffered;
    if (offered === this.lastOffered) return;
    this.lastOffered = offered;
    this.context.onChange();
  }
}

const within = (ms: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, ms)).unref());
