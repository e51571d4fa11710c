import type { Log } from '@sms111/api/platform';
import {
  openSession,
  parseReceipt,
  type CloseReason,
  type DataSm,
  type DeliverSm,
  type Session,
} from '@sms111/smpp';
import type { Link } from './link';
import { receiptOf } from './receipt-of';
import type { OutcomeWriter } from './outcome-writer';
import { Slots } from './slots';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const ESME_RSYSERR = 0x08;

const CLOSED_GATE: Pick<Session, 'submit'> = {
  submit: (pdus, settle) =>
    pdus.forEach((_, index) => settle(index, { kind: 'not-written', reason: 'closed' })),
};

/** What a link did since it was last asked. */
export interface LinkDeltas {
  readonly submitted: number;
  readonly refused: number;
  readonly unanswered: number;
}

/** A link that this worker holds: one session at a time, bound again with growing pauses when it ends. */
export class HeldLink {
  readonly slots: Slots;
  private session: Session | null = null;
  private failures = 0;
  private retryAt = 0;
  private ended = false;
  private totals = { submitted: 0, refused: 0, unanswered: 0 };

  constructor(
    readonly link: Link,
    private readonly outcomes: OutcomeWriter,
    private readonly log: Log,
    private readonly changed: () => void = () => {},
  ) {
    this.slots = new Slots(link.window);
  }

  /** The session, when messages can be given to it. */
  get bound(): Session | null {
    return this.session?.state === 'bound' ? this.session : null;
  }

  /** Where claims are handed in. Without a session nothing is written, and says so. */
  get gate(): Pick<Session, 'submit'> {
    return this.session ?? CLOSED_GATE;
  }

  get state(): 'unbound' | 'binding' | 'bound' | 'draining' {
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

  /** Opens a session if there is none and the pause after the last one is over. */
  keepOpen(): void {
    if (this.session || this.ended || Date.now() < this.retryAt) return;
    const session = openSession(
      {
        host: this.link.host,
        port: this.link.port,
        bind: { type: 'transceiver', systemId: this.link.systemId, password: this.link.password },
        window: this.link.window,
        responseTimeoutMs: this.link.responseTimeoutMs,
        ...(this.link.ratePerSecond > 0 && { rate: this.link.ratePerSecond }),
      },
      {
        onDeliver: (pdu, ack) => this.deliver(pdu, ack),
        onState: (state, reason) => {
          if (state === 'bound') this.failures = 0;
          if (state === 'closed') this.closed(session, reason);
          this.slots.wake();
          this.changed();
        },
        onFault: fault => this.log.warn({ link: this.link.id, fault: fault.kind }, 'a link behaved oddly'),
      },
    );
    this.session = session;
  }

  /** Counts since the last call. */
  deltas(): LinkDeltas {
    const stats = this.session?.stats ?? { submitted: 0, refused: 0, unanswered: 0 };
    const delta = {
      submitted: stats.submitted - this.totals.submitted,
      refused: stats.refused - this.totals.refused,
      unanswered: stats.unanswered - this.totals.unanswered,
    };
    this.totals = { submitted: stats.submitted, refused: stats.refused, unanswered: stats.unanswered };
    return {
      submitted: Math.max(0, delta.submitted),
      refused: Math.max(0, delta.refused),
      unanswered: Math.max(0, delta.unanswered),
    };
  }

  /** Takes no more, waits for what is out, unbinds. */
  async drain(): Promise<void> {
    this.ended = true;
    this.slots.wake();
    await this.session?.drain();
  }

  /** Ends at once; what is out ends without an answer. */
  close(): void {
    this.ended = true;
    this.session?.close();
    this.slots.wake();
  }

  private closed(session: Session, reason: CloseReason | undefined): void {
    if (this.session !== session) return;
    this.session = null;
    this.totals = { submitted: 0, refused: 0, unanswered: 0 };
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.failures, LONGEST_PAUSE_MS);
    this.failures++;
    this.retryAt = Date.now() + pause * (0.75 + Math.random() / 2);
    if (!this.ended) this.log.warn({ link: this.link.id, reason: reason?.kind, pause }, 'a link was lost');
  }

  /** One-way only: what is no receipt is answered, counted, and goes nowhere (ARC-9). */
  private deliver(pdu: DeliverSm | DataSm, ack: (status?: number) => boolean): void {
    const parsed = parseReceipt(pdu);
    if (!parsed) {
      this.log.warn({ link: this.link.id }, 'a message from a handset was refused a place');
      ack();
      return;
    }
    const receipt = receiptOf(parsed, this.link, pdu.sourceAddr, new Date());
    if (!receipt) {
      ack();
      return;
    }
    this.outcomes.receipt(receipt, committed => ack(committed ? 0 : ESME_RSYSERR));
  }
}
