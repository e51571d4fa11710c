import { Clock, Db, KeyRing, LOG, type Log } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Claims } from './claims';
import { HeldLink } from './held-link';
import { enabledLinks, type Link } from './link';
import { OutcomeWriter } from './outcome-writer';
import { WORKER } from './worker-name';

const BEAT_MS = 1_000;
/** A worker that is silent for this long loses its links to another one. */
const LEASE_SECONDS = 6;

/** Slots that were taken on a link for somebody; whoever has them gives them back. */
export interface Reserved {
  readonly link: HeldLink;
  readonly slots: number;
}

/** Holds leases on links, and a session on each that it holds. */
@Injectable()
export class LinkKeeper {
  private readonly held = new Map<string, HeldLink>();
  private readonly draining = new Set<Promise<void>>();
  private readonly listeners: (() => void)[] = [];
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly claims: Claims,
    private readonly outcomes: OutcomeWriter,
    @Inject(LOG) private readonly log: Log,
  ) {}

  start(): void {
    const beat = async (): Promise<void> => {
      this.beating = this.beat();
      await this.beating;
      if (!this.stopped) this.timer = setTimeout(() => void beat(), BEAT_MS);
    };
    void beat();
  }

  /**
   * Takes slots on a bound link of the carrier, the emptiest first: as many as are free, at most `wanted`, at least
   * `least`; waits while all are full. They are taken before this returns, so nobody else is promised them.
   * `null` when this worker holds no bound link of it: somebody else does, or the sweep tries again.
   */
  async reserve(
    carrier: string,
    wanted: number,
    least: number,
    isUrgent: () => boolean = () => false,
  ): Promise<Reserved | null> {
    for (;;) {
      const links = [...this.held.values()].filter(each => each.link.carrier === carrier && each.bound);
      const [best] = links.sort((a, b) => b.slots.free - a.slots.free);
      if (!best || this.stopped) return null;
      const urgent = isUrgent();
      const free = best.slots.freeFor(urgent);
      // Small bites cost a claim each; half of the window is worth one. A message larger than the window has all of it.
      const bite = urgent ? least : Math.min(wanted, Math.ceil(best.slots.size / 2));
      if (free >= Math.min(Math.max(bite, least), best.slots.usable(urgent))) {
        const slots = Math.min(free, wanted);
        best.slots.take(slots);
        return { link: best, slots };
      }
      await Promise.race(links.map(each => each.slots.changed()));
    }
  }

  /** The links that this worker holds, bound or not. */
  get all(): readonly HeldLink[] {
    return [...this.held.values()];
  }

  /** Whether this worker has a bound link of the carrier. */
  hasBound(carrier: string): boolean {
    return [...this.held.values()].some(each => each.link.carrier === carrier && each.bound);
  }

  /** Carriers of which this worker has a bound link. */
  carriersBound(): string[] {
    return [...new Set([...this.held.values()].flatMap(each => (each.bound ? [each.link.carrier] : [])))];
  }

  /** Calls back when a link was bound or lost. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Gives the links back in good order. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.beating;
    for (const each of this.held.values()) this.letGo(each);
    await Promise.all(this.draining);
    await this.db
      .query('DELETE FROM link_lease WHERE worker = $1', [WORKER])
      .catch((error: unknown) => this.log.warn({ err: error }, 'leases are left to run out'));
  }

  /** A session that ends in good order is waited for when the worker stops. */
  private letGo(link: HeldLink): void {
    const drained = link.drain().finally(() => this.draining.delete(drained));
    this.draining.add(drained);
  }

  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  private async beat(): Promise<void> {
    try {
      await this.claims.renew(WORKER);
      await this.claims.dropUnheard(WORKER);
      const links = await enabledLinks(this.db, this.keys);
      const mine = new Set(await this.lease(links));
      this.settle(links.filter(link => mine.has(link.id)));
    } catch (error) {
      // Without the database nothing is claimed, so holding on does no harm.
      this.log.warn({ err: error }, 'the heartbeat missed a beat');
    }
    for (const each of this.held.values()) each.keepOpen();
  }

  /** Takes or renews leases; answers which links are this worker's now. */
  private async lease(links: readonly Link[]): Promise<string[]> {
    const rows = links.map(link => {
      const held = this.held.get(link.id);
      return {
        id: link.id,
        state: held?.state ?? 'unbound',
        inWindow: held?.slots.inUse ?? 0,
        ...NO_DELTAS,
        ...held?.deltas(),
      };
    });
    const now = this.clock.now();
    const leased = await this.db.query<{ link_id: string }>(
      `INSERT INTO link_lease AS l (link_id, worker, lease_until, state, in_window, submitted, refused, unanswered, rate, seen_at)
       SELECT id, $2, $3::timestamptz + $4::interval, state, in_window, submitted, refused, unanswered, submitted, $3
         FROM unnest($1::text[], $5::text[], $6::int[], $7::bigint[], $8::bigint[], $9::bigint[])
              AS r (id, state, in_window, submitted, refused, unanswered)
       ON CONFLICT (link_id) DO UPDATE
         SET worker = excluded.worker, lease_until = excluded.lease_until, state = excluded.state,
             in_window = excluded.in_window, submitted = l.submitted + excluded.submitted,
             refused = l.refused + excluded.refused, unanswered = l.unanswered + excluded.unanswered,
             rate = excluded.submitted / greatest(extract(epoch FROM excluded.seen_at - l.seen_at), 0.5),
             seen_at = excluded.seen_at
       WHERE l.worker = excluded.worker OR l.lease_until < excluded.seen_at
       RETURNING link_id`,
      [
        rows.map(row => row.id),
        WORKER,
        now,
        `${LEASE_SECONDS} seconds`,
        rows.map(row => row.state),
        rows.map(row => row.inWindow),
        rows.map(row => row.submitted),
        rows.map(row => row.refused),
        rows.map(row => row.unanswered),
      ],
    );
    return leased.map(row => row.link_id);
  }

  /** Lets go of links that are lost, switched off or configured anew; takes up those that are new. */
  private settle(mine: readonly Link[]): void {
    const wanted = new Map(mine.map(link => [link.id, link]));
    for (const [id, held] of this.held) {
      const link = wanted.get(id);
      if (link && sameLink(link, held.link)) continue;
      this.held.delete(id);
      this.letGo(held);
    }
    for (const link of mine) {
      if (!this.held.has(link.id))
        this.held.set(link.id, new HeldLink(link, this.outcomes, this.log, this.changed));
    }
  }
}

const NO_DELTAS = { submitted: 0, refused: 0, unanswered: 0 };

const sameLink = (a: Link, b: Link): boolean => JSON.stringify(a) === JSON.stringify(b);
