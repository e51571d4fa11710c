import type { AcceptedSegment } from './accepted-segment';
import type { Carrier } from './carriers';
import { DueWheel } from './due-wheel';
import type { MessageIds } from './message-ids';
import type { Outcome } from './outcomes';
import { DELIVERED } from './outcomes';
import { ReceiptSlots } from './receipt-slots';
import type { ReceiptContent } from './receipt-writer';
import { ReceiptWriter } from './receipt-writer';
import type { OutBuffer } from './wire/out-buffer';

/** A bound session that takes receipts. */
export interface ReceiptChannel {
  readonly linkIndex: number;
  /** Whether one more receipt may be sent now: window, socket and faults allow it. */
  takesReceipt(): boolean;
  /** Sends the receipt of this slot; the channel answers for it until `acknowledged` or `returned`. */
  sendReceipt(slot: number, now: number): void;
}

export interface ReceiptDeskEvents {
  /** A message's fate is settled; its receipt, if one is owed, goes out now. */
  settled(handle: number, outcome: Outcome): void;
  sent(link: number): void;
  acknowledged(link: number): void;
  /** Given up: refused for good, or not acknowledged too many times. */
  abandoned(link: number): void;
  /** Nothing is owed for this id any more. */
  closed(link: number, handle: number): void;
  /** Receipts may have been written: end of a timer's turn. */
  flush(): void;
}

export interface ReceiptDeskOptions {
  /** Give up after this many failed deliveries. */
  retries: number;
  /** Pause after a receipt that the peer refused for the time being. */
  retryMs: number;
  /** More owed receipts than this and the carrier answers "queue full". */
  capacity: number;
}

/** `command_status` of a deliver_sm_resp that means "never again": ESME_RX_P_APPN, ESME_RX_R_APPN. */
const REFUSED_FOR_GOOD = new Set([0x65, 0x66]);

/**
 * The receipts of one carrier, as a real SMSC keeps them: each until it is acknowledged, sent again after a
 * lost session, in the order in which messages were settled.
 */
export class ReceiptDesk {
  private readonly slots = new ReceiptSlots();
  private readonly writer: ReceiptWriter;
  private readonly wheel: DueWheel;
  private readonly retries: DueWheel;
  private readonly channels: ReceiptChannel[] = [];
  private ready: number[] = [];
  private readyHead = 0;
  private turn = 0;
  private readonly onAcknowledged = new Map<number, () => void>();
  private readonly content: ReceiptContent = {
    handle: 0,
    subscriber: 0,
    international: false,
    userReference: -1,
    outcome: DELIVERED,
    enroute: false,
    acceptedAt: 0,
    doneAt: 0,
  };

  constructor(
    private readonly carrier: Carrier,
    ids: MessageIds,
    private readonly options: ReceiptDeskOptions,
    private readonly events: ReceiptDeskEvents,
  ) {
    this.writer = new ReceiptWriter(carrier, ids);
    const dueOf = (slot: number): number => this.slots.dueOf(slot);
    const done = (): void => {
      this.pump(Date.now());
      this.events.flush();
    };
    this.wheel = new DueWheel({ dueOf, done, due: slot => this.fire(slot) });
    this.retries = new DueWheel({ dueOf, done, due: slot => this.ready.push(slot) });
  }

  /** Receipts owed and not yet acknowledged. */
  get waiting(): number {
    return this.slots.owedCount;
  }

  get isFull(): boolean {
    return this.slots.size >= this.options.capacity;
  }

  /** Takes a slot for a segment; nothing happens until `schedule`. */
  reserve(segment: AcceptedSegment, owed: boolean, due: number): number {
    return this.slots.take(segment, owed, due);
  }

  /** Starts the clock of a slot: when its response leaves, so that receipts do not overtake by accident. */
  schedule(slot: number, now: number): void {
    const due = this.slots.dueOf(slot);
    if (due <= now) this.fire(slot);
    else this.wheel.add(slot);
  }

  /** Calls back once, when the receipt of this slot was acknowledged. */
  whenAcknowledged(slot: number, callback: () => void): void {
    this.onAcknowledged.set(slot, callback);
  }

  join(channel: ReceiptChannel): void {
    this.channels.push(channel);
  }

  leave(channel: ReceiptChannel): void {
    const index = this.channels.indexOf(channel);
    if (index >= 0) this.channels.splice(index, 1);
  }

  /** Sends what is ready as far as channels have room. */
  pump(now: number): void {
    while (this.readyHead < this.ready.length) {
      const slot = this.ready[this.readyHead] ?? 0;
      const channel = this.channelFor(slot);
      if (!channel) break;
      this.readyHead++;
      this.events.sent(channel.linkIndex);
      channel.sendReceipt(slot, now);
    }
    if (this.readyHead === this.ready.length) {
      this.ready.length = 0;
      this.readyHead = 0;
    } else if (this.readyHead > 4096 && this.readyHead * 2 > this.ready.length) {
      this.ready = this.ready.slice(this.readyHead);
      this.readyHead = 0;
    }
  }

  /** Writes the deliver_sm of a slot. */
  write(slot: number, out: OutBuffer, sequence: number, now: number): void {
    const { content, slots } = this;
    content.handle = slots.handleOf(slot);
    content.subscriber = slots.subscriberOf(slot);
    content.international = slots.isInternational(slot);
    content.userReference = slots.referenceOf(slot);
    content.outcome = slots.outcomeOf(slot);
    content.enroute = slots.isEnroute(slot);
    content.acceptedAt = slots.acceptedAtOf(slot);
    content.doneAt = now;
    this.writer.write(out, sequence, content);
  }

  /** The peer answered a receipt. */
  acknowledged(slot: number, status: number, link: number): void {
    if (status !== 0) {
      if (REFUSED_FOR_GOOD.has(status)) this.giveUp(slot, link);
      else this.again(slot, link, Date.now() + this.options.retryMs);
      return;
    }
    this.events.acknowledged(link);
    const callback = this.onAcknowledged.size > 0 ? this.onAcknowledged.get(slot) : undefined;
    if (callback) {
      this.onAcknowledged.delete(slot);
      callback();
    }
    if (this.slots.isEnroute(slot)) {
      this.slots.passEnroute(slot);
      this.ready.push(slot);
    } else if (this.slots.dropCopy(slot) === 0) this.close(slot);
  }

  /** A session ended, or did not answer in time: the receipt is still owed. */
  returned(slot: number, link: number): void {
    this.again(slot, link, 0);
  }

  /** Forgets every receipt that is owed. */
  clear(): void {
    this.stop();
    this.ready.length = 0;
    this.readyHead = 0;
    this.onAcknowledged.clear();
    this.slots.clear();
  }

  stop(): void {
    this.wheel.stop();
    this.retries.stop();
  }

  private fire(slot: number): void {
    const outcome = this.slots.outcomeOf(slot);
    this.events.settled(this.slots.handleOf(slot), outcome);
    if (!this.slots.isOwed(slot)) {
      this.slots.release(slot);
      return;
    }
    const copies = outcome.receipt === 'twice' ? 2 : 1;
    this.slots.setCopies(slot, copies);
    for (let i = 0; i < copies; i++) this.ready.push(slot);
  }

  private again(slot: number, link: number, due: number): void {
    if (this.slots.countTry(slot) > this.options.retries) this.giveUp(slot, link);
    else if (due === 0) this.ready.push(slot);
    else {
      this.slots.setDue(slot, due);
      this.retries.add(slot);
    }
  }

  private giveUp(slot: number, link: number): void {
    this.events.abandoned(link);
    if (this.slots.dropCopy(slot) === 0) this.close(slot);
  }

  private close(slot: number): void {
    this.events.closed(this.slots.linkOf(slot), this.slots.handleOf(slot));
    this.onAcknowledged.delete(slot);
    this.slots.release(slot);
  }

  private channelFor(slot: number): ReceiptChannel | null {
    const { channels } = this;
    const count = channels.length;
    if (this.carrier.receiptsOn === 'same-link') {
      const link = this.slots.linkOf(slot);
      for (const channel of channels)
        if (channel.linkIndex === link && channel.takesReceipt()) return channel;
    }
    for (let i = 0; i < count; i++) {
      this.turn = this.turn + 1 < count ? this.turn + 1 : 0;
      const channel = channels[this.turn];
      if (channel?.takesReceipt()) return channel;
    }
    return null;
  }
}
