import { Db, KeyRing, LOG, type Log } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { chooseLink, giveShare } from './choose-link';
import { Claims } from './claims';
import { fairShare } from './fair-share';
import { HandOverMetrics } from './hand-over-metrics';
import { HeldLink, type HeldLinkContext } from './held-link';
import { LeaseBoard, type LeaseRow, type LeaseState } from './lease-board';
import { enabledLinks, type Link } from './link';
import { OutcomeWriter } from './outcome-writer';
import { ReceiptSamples } from './receipt-samples';
import { RunLinkTests } from './run-link-tests';
import { TellWrongPassword } from './tell-wrong-password';

const BEAT_MS = 1_000;

/** Slots that were taken on a link for somebody; whoever has them gives them back. */
export interface Reserved {
  readonly link: HeldLink;
  readonly slots: number;
}

/** Holds leases on links, and a session on each that it holds. */
@Injectable()
export class LinkKeeper {
  private readonly held = new Map<string, HeldLink>();
  /** Links that should be this worker's, as they are configured now. */
  private wanted = new Map<string, Link>();
  /** Links that are drained for another worker. */
  private readonly givingUp = new Set<string>();
  private readonly draining = new Set<Promise<void>>();
  /** Slots given to each link so far, by its weight. */
  private readonly shares = new Map<string, number>();
  private readonly listeners = new Set<(carrier: string) => void>();
  private readonly samples = new Map<string, ReceiptSamples>();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private stopped = false;
  /** Nothing is in hand any more. */
  private ended = false;

  constructor(
    private readonly db: Db,
    private readonly keys: KeyRing,
    private readonly claims: Claims,
    private readonly board: LeaseBoard,
    private readonly outcomes: OutcomeWriter,
    private readonly wrongPassword: TellWrongPassword,
    private readonly tests: RunLinkTests,
    private readonly metrics: HandOverMetrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  start(): void {
    const beat = async (): Promise<void> => {
      this.beating = this.beat().catch((error: unknown) => this.log.error({ err: error }, 'a beat failed'));
      await this.beating;
      if (!this.ended) this.timer = setTimeout(() => void beat(), BEAT_MS);
    };
    void beat();
  }

  /**
   * Takes slots on a usable link of the carrier, by the links' weights: as many as are free, at most `wanted`, at least
   * `least`; waits while all are full. They are taken before this returns, so nobody else is promised them.
   * `null` when this worker has no usable link of it (none bound, all breakers open, the carrier paused): somebody else does, or
   * the sweep tries again.
   */
  async reserve(
    carrier: string,
    wanted: number,
    least: number,
    isUrgent: () => boolean = () => false,
  ): Promise<Reserved | null> {
    for (;;) {
      const urgent = isUrgent();
      const links = this.stopped ? [] : this.offered(carrier);
      if (links.length === 0) return null;
      const reserved = this.takeOn(links, wanted, urgent, link => needOf(link, wanted, least, urgent));
      if (reserved) return reserved;
      await Promise.race(links.map(each => each.slots.changed()));
    }
  }

  /** The same at once, on another link of the carrier than the one that was chosen; `null` where none has room. */
  reserveOther({ link: { carrier, id } }: HeldLink, wanted: number, least: number): Reserved | null {
    const others = this.stopped ? [] : this.offered(carrier).filter(({ link }) => link.id !== id);
    return this.takeOn(others, wanted, false, () => least);
  }

  /** Whether this worker has a usable link of the carrier now. */
  hasBound(carrier: string): boolean {
    return this.offered(carrier).length > 0;
  }

  /** The carriers that this worker has a usable link of now. */
  carriersBound(): string[] {
    return [
      ...new Set([...this.held.values()].filter(each => each.isOffered).map(each => each.link.carrier)),
    ];
  }

  /** Calls back when a link of a carrier becomes usable or stops to be; answers how to stop it. */
  onChange(listener: (carrier: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The links that this worker holds, whatever their state. */
  get all(): readonly HeldLink[] {
    return [...this.held.values()];
  }

  /** A link that this worker holds, whatever its state. */
  link(id: string): HeldLink | null {
    return this.held.get(id) ?? null;
  }

  /**
   * Gives the links back in good order: each once all that is out on it is answered. Until then, and until all answers are
   * written, it and the claims stay this worker's.
   */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.beating;
    this.wanted = new Map();
    for (const [id, each] of this.held) this.drain(id, each);
    const leaving = (error: unknown) => this.log.warn({ err: error }, 'leases are left to run out');
    await this.board.withdraw().catch(leaving);
    await Promise.all(this.draining);
    await this.outcomes.idle();
    this.ended = true;
    if (this.timer) clearTimeout(this.timer);
    await this.beating;
    await this.board.leave().catch(leaving);
  }

  private takeOn(
    links: readonly HeldLink[],
    wanted: number,
    urgent: boolean,
    need: (link: HeldLink) => number,
  ): Reserved | null {
    const choices = links.map(link => ({
      link,
      weight: link.link.weight,
      room: link.room(urgent),
      share: this.shares.get(link.link.id) ?? 0,
    }));
    const best = chooseLink(choices, ({ link }) => need(link));
    if (!best) return null;
    const slots = Math.min(best.room, wanted);
    best.link.slots.take(slots);
    giveShare(choices, best, slots);
    for (const { link, share } of choices) this.shares.set(link.link.id, share);
    return { link: best.link, slots };
  }

  private offered(carrier: string): HeldLink[] {
    return [...this.held.values()].filter(each => each.link.carrier === carrier && each.isOffered);
  }

  private async beat(): Promise<void> {
    if (this.stopped) return this.holdOn();
    try {
      await this.claims.renew(this.board.worker);
      await this.claims.dropUnheard(this.board.worker);
      await this.settle(await enabledLinks(this.db, this.keys), await this.board.look());
      this.claims.beat();
      await this.tests.execute(this.held);
      await this.wrongPassword.execute([...this.held.values()]);
    } catch (error) {
      // Without the database nothing is claimed, so holding on does no harm.
      this.log.warn({ err: error }, 'the heartbeat missed a beat');
    }
    for (const each of this.held.values()) this.keepOpen(each);
    for (const each of this.samples.values()) each.forgetOld(Date.now());
  }

  /** The beat of one that stops: what it still has in hand is nobody else's yet. */
  private async holdOn(): Promise<void> {
    try {
      await this.claims.renew(this.board.worker);
      await this.claims.dropUnheard(this.board.worker);
      await this.board.lease([...this.held.values()].map(({ link }) => this.rowOf(link)));
    } catch (error) {
      this.log.warn({ err: error }, 'the heartbeat missed a beat');
    }
  }

  /** What goes wrong with one link must not keep the others from their sessions. */
  private keepOpen(held: HeldLink): void {
    try {
      held.keepOpen();
    } catch (error) {
      this.log.error({ err: error, link: held.link.id }, 'a link could not be kept open');
    }
  }

  /** Takes its share, renews what it holds, lets go of what is lost, switched off, drained, too much, or configured anew. */
  private async settle(links: readonly Link[], state: LeaseState): Promise<void> {
    const usable = links.filter(link => !link.drained);
    const { take, giveUp } = fairShare(
      this.board.worker,
      usable.map(({ id, carrier }) => ({
        id,
        carrier,
        holder: this.givingUp.has(id)
          ? ''
          : (state.holders.get(id) ?? (this.held.has(id) ? this.board.worker : null)),
        inUse: this.held.get(id)?.slots.inUse ?? 0,
      })),
      state.workers,
      state.settled,
    );
    for (const id of giveUp) this.givingUp.add(id);
    const asked = links.filter(({ id }) => this.held.has(id) || take.includes(id));
    const mine = await this.board.lease(asked.map(link => this.rowOf(link)));
    this.wanted = new Map(
      usable.filter(({ id }) => mine.has(id) && !this.givingUp.has(id)).map(link => [link.id, link]),
    );
    for (const [id, held] of this.held) {
      const link = this.wanted.get(id);
      if (!link || held.isDraining || !held.adopt(link)) this.drain(id, held);
    }
    for (const link of this.wanted.values()) {
      if (this.held.has(link.id)) continue;
      const hold = state.holds.get(link.id);
      const notBefore = hold?.revision === link.revision ? hold.until.getTime() : 0;
      this.held.set(link.id, this.hold(link, notBefore));
    }
  }

  private rowOf(link: Link): LeaseRow {
    const held = this.held.get(link.id);
    return {
      id: link.id,
      revision: held?.link.revision ?? link.revision,
      state: held?.state ?? 'unbound',
      inWindow: held?.slots.inUse ?? 0,
      deltas: held?.deltas() ?? NO_DELTAS,
      figures: held?.figures() ?? null,
    };
  }

  /** A session that ends in good order is waited for when the worker stops. */
  private drain(id: string, held: HeldLink): void {
    if (held.isDraining) return;
    const drained = held
      .drain()
      .then(() => this.drained(id, held))
      .catch((error: unknown) => this.log.warn({ err: error, link: id }, 'a lease is left to run out'))
      .finally(() => this.draining.delete(drained));
    this.draining.add(drained);
  }

  /** The old session is over: the new configuration takes its place, or somebody else the link. */
  private async drained(id: string, held: HeldLink): Promise<void> {
    if (this.held.get(id) !== held) return;
    this.held.delete(id);
    const link = this.stopped ? undefined : this.wanted.get(id);
    if (link) {
      const next = this.hold(link, 0);
      this.held.set(id, next);
      this.keepOpen(next);
      return;
    }
    // A beat that is under way may yet renew it.
    await this.beating;
    await this.board.release(id).finally(() => this.givingUp.delete(id));
  }

  private hold(link: Link, notBefore: number): HeldLink {
    // Whoever comes late begins where the others are, and not with all that they were given.
    const others = [...this.held.values()].filter(each => each.link.carrier === link.carrier);
    this.shares.set(link.id, Math.max(0, ...others.map(each => this.shares.get(each.link.id) ?? 0)));
    return new HeldLink(link, this.contextOf(link.carrier), notBefore);
  }

  private contextOf(carrier: string): HeldLinkContext {
    const samples = this.samples.get(carrier) ?? new ReceiptSamples();
    this.samples.set(carrier, samples);
    return {
      outcomes: this.outcomes,
      log: this.log,
      samples,
      metrics: this.metrics,
      takesReceipt: (key, code) => this.tests.takesReceipt(key, code),
      onChange: () => {
        for (const listener of this.listeners) listener(carrier);
      },
    };
  }
}

/** Small bites cost a claim each; half of the window is worth one. A message larger than the window has all of it. */
const needOf = (link: HeldLink, wanted: number, least: number, urgent: boolean): number => {
  const size = Math.max(1, Math.min(link.slots.size, link.usable(urgent)));
  const bite = urgent ? least : Math.min(wanted, Math.ceil(size / 2));
  return Math.min(Math.max(bite, least), size);
};

const NO_DELTAS = { submitted: 0, refused: 0, unanswered: 0, strangers: 0 };
