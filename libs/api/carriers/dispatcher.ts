import { HoldMessages, type DispatchJob, type SubmitResult } from '@sms111/api/messages';
import { Clock, Db, LOG, type Log } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { Inject, Injectable } from '@nestjs/common';
import { Claims, type Claim } from './claims';
import { Backlog } from './dispatch/backlog';
import { isUrgentLane, Plan, rangeKey } from './dispatch/plan';
import { RangeLoader, type Ready } from './dispatch/range-loader';
import { rangesOf } from './dispatch/ranges-of';
import { RefusingLinks, type Share } from './dispatch/refusing-links';
import { Unreadable } from './dispatch/unreadable';
import type { HeldLink } from './held-link';
import { LinkKeeper } from './link-keeper';
import { OutcomeWriter } from './outcome-writer';
import { submitClaim } from './submit-claim';

/** Ranges read at once: one is opened while the database looks for the next. */
const LOADS_AT_ONCE = 2;
/** While something urgent waits to be read, it need not wait for those to end. */
const LOADS_WITH_URGENT = 3;
/** Pause before what came back from a link is looked for again: the shortest back-off is of this length. */
const AGAIN_MS = 1_000;
/** How long a parked or unreadable range is left alone by the sweep; a link that comes back wakes a parked one at once. */
const PARKED_MS = 60_000;

/**
 * Hands due messages to their carriers' links. Woken ranges wait in a plan; they are loaded while some carrier could take
 * more, and their messages wait in a backlog a carrier; both are served in fair shares of lanes and agencies. A feeder a
 * carrier fills its links window by window, so that a slow carrier holds nobody else up. Whatever is dropped here is
 * still due in the database, and the sweep finds it: the claims decide.
 */
@Injectable()
export class Dispatcher {
  private readonly plan = new Plan();
  private readonly backlogs = new Map<string, Backlog>();
  private readonly again = new Map<string, NodeJS.Timeout>();
  private readonly refusing = new RefusingLinks();
  private readonly unreadable: Unreadable;
  private loads = 0;
  private handing = 0;
  private stopping = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly loader: RangeLoader,
    private readonly routes: Routes,
    private readonly hold: HoldMessages,
    private readonly links: LinkKeeper,
    private readonly claims: Claims,
    private readonly outcomes: OutcomeWriter,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.unreadable = new Unreadable(log);
    links.onChange(carrier => this.linksChanged(carrier));
  }

  /** Ranges that may hold something due. One that is planned already is not doubled. */
  wake(ranges: readonly DispatchJob[]): void {
    for (const range of ranges) this.plan.add(range);
    this.pump();
  }

  /**
   * Ranges in which the sweep found something due. One whose messages found no place a moment ago is not read again for a while:
   * a carrier that is paused with a million messages waiting must not keep us busy with reading them. Nor is one that does not open.
   */
  found(ranges: readonly DispatchJob[]): void {
    const backlogs = [...this.backlogs.values()];
    const isLeft = (range: DispatchJob) =>
      this.unreadable.within(range, PARKED_MS) ||
      backlogs.some(backlog => backlog.parkedWithin(range, PARKED_MS));
    this.wake(ranges.filter(range => !isLeft(range)));
  }

  /** No new claim from now on; what is in flight is written by the outcome writer. */
  stop(): void {
    this.stopping = true;
    for (const timer of this.again.values()) clearTimeout(timer);
  }

  /** Whether nothing is planned, loaded or being claimed. */
  get isIdle(): boolean {
    return this.plan.size === 0 && this.loads === 0 && this.handing === 0 && this.waiting === 0;
  }

  /** Segments that are opened and wait in memory for a link. */
  get waiting(): number {
    return [...this.backlogs.values()].reduce((sum, { cost }) => sum + cost, 0);
  }

  private pump(): void {
    while (!this.stopping && this.mayLoad()) {
      const ranges = this.plan.take();
      if (ranges.length === 0) return;
      this.loads++;
      void this.load(ranges)
        .catch((error: unknown) => {
          this.log.warn(
            { err: error, ranges: ranges.length, batch: ranges[0]?.batch },
            'ranges are left to the sweep',
          );
        })
        .finally(() => {
          this.loads--;
          this.pump();
        });
    }
  }

  private mayLoad(): boolean {
    if (this.plan.isUrgent && this.wantsMore('isUrgentLow')) return this.loads < LOADS_WITH_URGENT;
    return this.loads < LOADS_AT_ONCE && this.wantsMore('isLow');
  }

  /** Some carrier could be given more soon. Without any link nothing is read: the ranges stay planned. */
  private wantsMore(low: 'isLow' | 'isUrgentLow'): boolean {
    return this.links.carriersBound().some(carrier => this.backlogOf(carrier)[low]);
  }

  private async load(ranges: readonly DispatchJob[]): Promise<void> {
    const { opened, faults } = await this.loader.load(ranges, this.claims.inHand);
    for (const fault of faults) this.unreadable.note(fault);
    for (const { ready } of opened) this.place(ready);
    for (const backlog of this.backlogs.values()) void this.feed(backlog);
    for (const { range, held } of opened) if (held.length > 0) await this.holdBack(range, held);
  }

  /** Into the backlogs of their carriers; what finds no room there is parked. */
  private place(messages: readonly Ready[]): void {
    for (const [carrier, ready] of Map.groupBy(messages, message => message.carrier)) {
      const backlog = this.backlogOf(carrier);
      const isBound = this.links.hasBound(carrier);
      const left = ready.filter(message => {
        if (!isBound || backlog.isFull(message.lane)) return true;
        if (this.claims.inHand.take(message.batch, message.seq)) backlog.push(message);
        return false;
      });
      for (const range of rangesOf(left)) backlog.park(range);
    }
  }

  private async holdBack({ batch }: DispatchJob, seqs: readonly number[]): Promise<void> {
    const count = await this.db.transaction(
      tx => this.hold.execute(tx, batch, seqs, this.clock.now()),
      'by-key',
    );
    this.log.warn({ batch, count }, 'messages without a route are held');
  }

  /** Gives a carrier's messages to its links as room comes, without waiting for answers in between. */
  private async feed(backlog: Backlog): Promise<void> {
    if (!backlog.beginFeeding()) return;
    try {
      while (backlog.size > 0 && !this.stopping) {
        const { carrier, cost, nextCost } = backlog;
        const reserved = await this.links.reserve(carrier, cost, nextCost, () => backlog.isUrgent);
        if (!reserved) {
          this.drop(backlog);
          return;
        }
        const chosen = backlog.take(reserved.slots);
        for (const share of this.refusing.around(this.links, reserved, chosen)) this.handApart(share);
        this.planAgain(backlog.unparkFitting());
      }
    } finally {
      backlog.endFeeding();
    }
  }

  /** Claimed apart: what is urgent waits for nothing that is not. */
  private handApart({ link, slots, chosen }: Share): void {
    const urgent = chosen.filter(({ lane }) => isUrgentLane(lane));
    const others = chosen.filter(({ lane }) => !isUrgentLane(lane));
    const urgentSlots = urgent.reduce((sum, { texts }) => sum + texts.length, 0);
    if (urgent.length > 0) void this.hand(link, urgent, urgentSlots);
    void this.hand(link, others, slots - urgentSlots);
  }

  /** Claims and submits; gives back the slots that it does not need. */
  private async hand(link: HeldLink, chosen: readonly Ready[], slots: number): Promise<void> {
    this.handing++;
    let claims: readonly Claim[] = [];
    try {
      if (chosen.length > 0) claims = await this.claims.take(link.link, chosen);
    } catch (error) {
      this.log.warn({ err: error, link: link.link.id }, 'a claim was not answered');
    } finally {
      this.handing--;
    }
    const held = claims.reduce((sum, claim) => sum + partsOf(claim), 0);
    link.slots.give(slots - held);
    for (const claim of claims) {
      this.submit(link, claim).catch((error: unknown) => {
        this.log.error(
          { err: error, link: link.link.id, batch: claim.messages[0]?.message.batch },
          'a claim failed',
        );
        this.outcomes.abandon(claim.id, () => link.slots.give(partsOf(claim)));
      });
    }
  }

  private async submit(link: HeldLink, claim: Claim): Promise<void> {
    this.outcomes.begins(claim.id);
    const results = await submitClaim(link.gate, link.link, claim.messages, {
      now: () => this.clock.now(),
      accepted: (key, place) => this.outcomes.accepted(claim.id, key, place),
      late: result => this.outcomes.submits(null, [result]),
    });
    const routed = await this.elsewhere(claim, results);
    this.refusing.note(link.link.id, routed);
    this.outcomes.submits(claim.id, routed, () => {
      link.slots.give(partsOf(claim));
      this.wakeAgain(claim, routed);
    });
  }

  /** A number that its carrier does not know is asked for once more, and goes to the other carrier: we missed its port. */
  private async elsewhere(claim: Claim, results: readonly SubmitResult[]): Promise<readonly SubmitResult[]> {
    if (!results.some(isUnknownThere)) return results;
    return Promise.all(
      results.map(async (result, i) => {
        const message = claim.messages[i]?.message;
        if (!message || !isUnknownThere(result) || message.method === 'rerouted') return result;
        const route = await this.routes.elsewhere(message.number, result.carrier);
        if (route)
          this.log.info(
            { batch: result.batch, from: result.carrier, to: route.network },
            'a number was ported unseen',
          );
        return { ...result, reroute: route?.network ?? null };
      }),
    );
  }

  /** What came back is due again soon: the sweep would find it, but later. */
  private wakeAgain(claim: Claim, results: readonly SubmitResult[]): void {
    const back = (wanted: (result: SubmitResult) => boolean) =>
      rangesOf(
        claim.messages.flatMap(({ message }, i) => (results[i] && wanted(results[i]) ? [message] : [])),
      );
    this.wakeIn(0, back(isRerouted));
    this.wakeIn(
      AGAIN_MS,
      back(result => !isRerouted(result) && comesBack(result)),
    );
  }

  private wakeIn(ms: number, ranges: readonly DispatchJob[]): void {
    for (const range of ranges) {
      const key = `${rangeKey(range)}/${ms}`;
      if (this.again.has(key) || this.stopping) continue;
      const wake = () => {
        this.again.delete(key);
        this.wake([range]);
      };
      this.again.set(key, setTimeout(wake, ms));
    }
  }

  private linksChanged(carrier: string): void {
    this.planAgain(this.links.hasBound(carrier) ? this.backlogOf(carrier).unpark() : []);
  }

  private planAgain(ranges: readonly DispatchJob[]): void {
    for (const range of ranges) this.plan.add(range);
    this.pump();
  }

  /** No link of the carrier is left: its messages are still due, and wait in the database. */
  private drop(backlog: Backlog): void {
    const dropped = backlog.clear();
    for (const { batch, seq } of dropped) this.claims.inHand.release(batch, seq);
    for (const range of rangesOf(dropped)) backlog.park(range);
  }

  private backlogOf(carrier: string): Backlog {
    let backlog = this.backlogs.get(carrier);
    if (!backlog) this.backlogs.set(carrier, (backlog = new Backlog(carrier)));
    return backlog;
  }
}

const partsOf = (claim: Claim): number =>
  claim.messages.reduce((sum, { message }) => sum + message.texts.length, 0);

const isUnknownThere = ({ acceptedParts, outcomes }: SubmitResult): boolean =>
  acceptedParts === 0 &&
  outcomes.some(outcome => outcome.kind === 'refused' && outcome.elsewhere) &&
  !outcomes.some(outcome => outcome.kind === 'accepted' || outcome.kind === 'no-answer');

const isRerouted = ({ reroute }: SubmitResult): boolean => Boolean(reroute);

const comesBack = ({ outcomes }: SubmitResult): boolean =>
  outcomes.some(
    outcome => outcome.kind === 'not-written' || (outcome.kind === 'refused' && !outcome.permanent),
  );
