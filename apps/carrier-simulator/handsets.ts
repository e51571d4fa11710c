import type { AcceptedSegment } from './accepted-segment';
import { nationalNumber } from './accepted-segment';
import type { CarrierCode, LinkName } from './carriers';
import { CARRIERS, LINK_NAMES, carrierIndexOf } from './carriers';
import type { Outcome, ReceiptState } from './outcomes';

export type PartState = 'waiting' | 'missing' | ReceiptState;
/** A message's state from those of its parts. `partly`: some arrived and some did not. */
export type MessageState = 'waiting' | 'partly' | Exclude<ReceiptState, 'ENROUTE' | 'ACCEPTD'>;

export interface HandsetMessage {
  /** Grows with time; unique in this process. */
  id: number;
  carrier: CarrierCode;
  /** The link that took the first part. */
  link: LinkName;
  sender: '111';
  /** The parts that came, in order. */
  text: string;
  segments: number;
  /** Fewer than `segments` while parts are missing. */
  received: number;
  parts: { part: number; state: PartState; messageId: string | null; text: string | null }[];
  state: MessageState;
  outcome: string;
  at: string;
}

export interface Handset {
  /** `0912345678` */
  number: string;
  /** `0912-345-678` */
  display: string;
  /** Messages that are kept for this number. */
  count: number;
  /** Newest first. */
  messages: HandsetMessage[];
}

interface Part {
  text: string;
  handle: number;
  state: PartState;
}

interface StoredMessage {
  id: number;
  subscriber: number;
  link: number;
  assembly: string;
  parts: (Part | undefined)[];
  received: number;
  outcome: string;
  at: number;
}

/** Parts of one message come within this time; a later one with the same reference begins a new message. */
const ASSEMBLY_MS = 5 * 60_000;

/** The phones: messages put together again from their segments, per number, newest first, bounded. */
export class Handsets {
  /** By id modulo capacity: the newest message takes the place of the oldest. */
  private ring: (StoredMessage | undefined)[] = [];
  private readonly byNumber = new Map<number, StoredMessage[]>();
  private readonly assemblies = new Map<string, StoredMessage>();
  private readonly byHandle = new Map<number, StoredMessage>();
  private nextId = 1;
  /** Grows with every change: readers compare it to know whether to look again. */
  version = 0;

  /**
   * @param capacity messages kept
   * @param messageId the carrier's id of a handle, as in submit_sm_resp
   */
  constructor(
    private readonly capacity: number,
    private readonly messageId: (link: number, handle: number) => string,
  ) {}

  /**
   * Takes one segment.
   * @param reference what holds the parts of one message together, e.g. `udh8:17`
   */
  add(segment: AcceptedSegment, reference: string, text: string): void {
    const assembly = segment.total > 1 ? `${segment.subscriber}|${reference}|${segment.total}` : '';
    let message = assembly === '' ? undefined : this.assemblies.get(assembly);
    if (message && segment.acceptedAt - message.at > ASSEMBLY_MS) message = undefined;
    const there = message?.parts[segment.part - 1];
    // The same part with the same text came twice (counted elsewhere); with another text it is a new message.
    if (there?.text === text) return;
    if (!message || there) message = this.begin(segment, assembly);
    message.parts[segment.part - 1] = { text, handle: segment.handle, state: 'waiting' };
    if (segment.outcome.suffix !== null) message.outcome = segment.outcome.code;
    message.received++;
    if (message.received === message.parts.length) this.assemblies.delete(assembly);
    this.byHandle.set(handleKey(segment.link, segment.handle), message);
    this.version++;
  }

  /** The fate of one segment is settled. */
  settle(link: number, handle: number, outcome: Outcome): void {
    const key = handleKey(link, handle);
    const message = this.byHandle.get(key);
    if (!message) return;
    this.byHandle.delete(key);
    const part = message.parts.find(one => one?.handle === handle);
    if (part) part.state = outcome.state;
    this.version++;
  }

  /** Numbers that heard last, each with its newest messages. */
  recent(handsets: number, messagesEach: number): Handset[] {
    const subscribers = [...this.byNumber.keys()].slice(-handsets).reverse();
    return subscribers.map(subscriber => this.handset(subscriber, messagesEach));
  }

  /**
   * Handsets whose number holds these digits; a whole number finds just its own.
   * @param typed as a person types it: `0912-345-678`, `+886 912 345 678`, full-width digits, or a part
   */
  search(typed: string, handsets: number, messagesEach: number): Handset[] {
    const digits = searchDigits(typed);
    if (digits === '') return [];
    const whole = /^09\d{8}$/.test(digits);
    const found: Handset[] = [];
    if (whole) {
      const subscriber = Number(digits.slice(2));
      return this.byNumber.has(subscriber) ? [this.handset(subscriber, messagesEach)] : [];
    }
    for (const subscriber of [...this.byNumber.keys()].reverse()) {
      if (!nationalNumber(subscriber).includes(digits)) continue;
      found.push(this.handset(subscriber, messagesEach));
      if (found.length === handsets) break;
    }
    return found;
  }

  clear(): void {
    this.ring = [];
    this.byNumber.clear();
    this.assemblies.clear();
    this.byHandle.clear();
    this.version++;
  }

  private begin(segment: AcceptedSegment, assembly: string): StoredMessage {
    const message: StoredMessage = {
      id: this.nextId++,
      subscriber: segment.subscriber,
      link: segment.link,
      assembly,
      parts: new Array<Part | undefined>(segment.total).fill(undefined),
      received: 0,
      outcome: segment.outcome.code,
      at: segment.acceptedAt,
    };
    const place = message.id % this.capacity;
    this.forget(this.ring[place]);
    this.ring[place] = message;
    if (assembly !== '') this.assemblies.set(assembly, message);
    const known = this.byNumber.get(segment.subscriber);
    // Taken out and put back, so that the map's order is the order in which numbers last heard.
    if (known) this.byNumber.delete(segment.subscriber);
    this.byNumber.set(segment.subscriber, known ?? []);
    this.byNumber.get(segment.subscriber)?.push(message);
    return message;
  }

  private forget(oldest: StoredMessage | undefined): void {
    if (!oldest) return;
    if (this.assemblies.get(oldest.assembly) === oldest) this.assemblies.delete(oldest.assembly);
    for (const part of oldest.parts) if (part) this.byHandle.delete(handleKey(oldest.link, part.handle));
    const messages = this.byNumber.get(oldest.subscriber);
    // The oldest of all is the oldest of its number.
    messages?.shift();
    if (messages?.length === 0) this.byNumber.delete(oldest.subscriber);
  }

  private handset(subscriber: number, limit: number): Handset {
    const stored = this.byNumber.get(subscriber) ?? [];
    const number = nationalNumber(subscriber);
    return {
      number,
      display: `${number.slice(0, 4)}-${number.slice(4, 7)}-${number.slice(7)}`,
      count: stored.length,
      messages: stored
        .slice(-limit)
        .reverse()
        .map(message => this.view(message)),
    };
  }

  private view(message: StoredMessage): HandsetMessage {
    const link = LINK_NAMES[message.link] ?? 'CHT-A';
    return {
      id: message.id,
      carrier: CARRIERS[carrierIndexOf(message.link)]?.code ?? 'CHT',
      link,
      sender: '111',
      text: message.parts.map(part => part?.text ?? '').join(''),
      segments: message.parts.length,
      received: message.received,
      parts: message.parts.map((part, index) => ({
        part: index + 1,
        state: part?.state ?? 'missing',
        messageId: part ? this.messageId(message.link, part.handle) : null,
        text: part?.text ?? null,
      })),
      state: stateOf(message.parts),
      outcome: message.outcome,
      at: new Date(message.at).toISOString(),
    };
  }
}

/** Both links of a carrier share one series of handles. */
const handleKey = (link: number, handle: number): number => handle * CARRIERS.length + carrierIndexOf(link);

const stateOf = (parts: readonly (Part | undefined)[]): MessageState => {
  let state: MessageState | null = null;
  for (const part of parts) {
    const now = part?.state ?? 'missing';
    if (now === 'waiting' || now === 'missing' || now === 'ENROUTE' || now === 'ACCEPTD') return 'waiting';
    if (state === null) state = now;
    else if (state !== now)
      state = state === 'DELIVRD' || now === 'DELIVRD' || state === 'partly' ? 'partly' : now;
  }
  return state ?? 'waiting';
};

/** Digits of a typed number in national form: `+886 912` → `0912`. */
export const searchDigits = (typed: string): string => {
  const digits = typed.normalize('NFKC').replace(/[^\d+]/g, '');
  return digits
    .replace(/^(\+|00)8860?/, '0')
    .replace(/^8860?(?=9\d{8}$)/, '0')
    .replace(/\+/g, '');
};
