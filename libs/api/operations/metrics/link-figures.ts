import { Clock, Db, Metrics, type CounterOf, type GaugeOf } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

interface LinkRow {
  link: string;
  carrier: string;
  enabled: boolean;
  drained: boolean;
  paused: boolean;
  bound: boolean;
  window: number;
  in_window: number;
  granted: number;
  rate: number;
  kept_to: number | null;
  breaker: 'closed' | 'half-open' | 'open' | null;
  statuses: { status: number; count: number }[] | null;
  submitted: number;
  refused: number;
  unanswered: number;
}

const BREAKER = { closed: 0, 'half-open': 1, open: 2 } as const;

type OfLink = 'carrier' | 'link';

/** How the links are, and what a person stopped: that wakes nobody. */
@Injectable()
export class LinkFigures {
  private readonly bound: GaugeOf<OfLink>;
  private readonly stopped: GaugeOf<OfLink | 'what'>;
  private readonly breaker: GaugeOf<OfLink>;
  private readonly windows: GaugeOf<OfLink | 'of'>;
  private readonly rates: GaugeOf<OfLink | 'of'>;
  private readonly refusals: GaugeOf<OfLink | 'status'>;
  private readonly submits: CounterOf<OfLink | 'outcome'>;
  private readonly paused: GaugeOf<'carrier'>;
  private readonly usable: GaugeOf<'carrier'>;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    const ofLink = ['carrier', 'link'] as const;
    this.bound = metrics.gauge(
      'sms111_link_bound',
      'Whether a link that nobody drained or switched off is bound',
      ofLink,
    );
    this.stopped = metrics.gauge('sms111_link_stopped', 'Links that a person drained or switched off', [
      ...ofLink,
      'what',
    ]);
    this.breaker = metrics.gauge('sms111_link_breaker', 'Breaker: 0 closed, 1 half-open, 2 open', ofLink);
    this.windows = metrics.gauge('sms111_link_window', 'Window of a link: its size, and how much is in use', [
      ...ofLink,
      'of',
    ]);
    this.rates = metrics.gauge(
      'sms111_link_rate',
      'Segments a second: now, what is kept to, what is granted (none: no limit)',
      [...ofLink, 'of'],
    );
    this.refusals = metrics.gauge(
      'sms111_link_refusals',
      'Refusals of the last five minutes by command_status',
      [...ofLink, 'status'],
    );
    this.submits = metrics.counter(
      'sms111_link_submits_total',
      'Segments that were submitted, refused, unanswered',
      [...ofLink, 'outcome'],
    );
    this.paused = metrics.gauge('sms111_carrier_paused', 'Whether a person paused the carrier', ['carrier']);
    this.usable = metrics.gauge(
      'sms111_carrier_usable_links',
      'Links of a carrier that messages can go out on now',
      ['carrier'],
    );
  }

  async read(): Promise<void> {
    const rows = await this.db.query<LinkRow>(
      `SELECT k.id AS link, k.carrier, k.enabled, k.drained_at IS NOT NULL AS drained, c.paused_at IS NOT NULL AS paused,
              k.window_size AS window, k.rate_per_second AS granted, a.alive AND l.state = 'bound' AS bound,
              CASE WHEN a.alive THEN l.in_window ELSE 0 END AS in_window, CASE WHEN a.alive THEN l.rate ELSE 0 END AS rate,
              CASE WHEN a.alive THEN f.rate_now END AS kept_to, CASE WHEN a.alive THEN f.breaker END AS breaker,
              CASE WHEN a.alive THEN f.recent -> 'statuses' END AS statuses,
              coalesce(l.submitted, 0) AS submitted, coalesce(l.refused, 0) AS refused, coalesce(l.unanswered, 0) AS unanswered
         FROM carrier_link k LEFT JOIN carrier_control c ON c.carrier = k.carrier
         LEFT JOIN link_lease l ON l.link_id = k.id LEFT JOIN link_figure f ON f.link_id = k.id
        CROSS JOIN LATERAL (SELECT coalesce(l.lease_until > $1, false) AS alive) a`,
      [this.clock.now()],
    );
    this.clear();
    const usable = new Map<string, number>();
    for (const row of rows) {
      this.show(row);
      const isUsable = row.bound && row.enabled && !row.drained && row.breaker !== 'open';
      usable.set(row.carrier, (usable.get(row.carrier) ?? 0) + (isUsable ? 1 : 0));
      this.paused.set({ carrier: row.carrier }, row.paused ? 1 : 0);
    }
    for (const [carrier, links] of usable) this.usable.set({ carrier }, links);
  }

  clear(): void {
    const all = [this.bound, this.stopped, this.breaker, this.windows, this.rates, this.refusals];
    for (const gauge of [...all, this.paused, this.usable]) gauge.clear();
  }

  private show({ link, carrier, enabled, drained, ...row }: LinkRow): void {
    const own = { carrier, link };
    if (!enabled) this.stopped.set({ ...own, what: 'switched-off' }, 1);
    else if (drained) this.stopped.set({ ...own, what: 'drained' }, 1);
    else this.bound.set(own, row.bound ? 1 : 0);
    if (row.breaker !== null) this.breaker.set(own, BREAKER[row.breaker]);
    this.windows.set({ ...own, of: 'size' }, row.window);
    this.windows.set({ ...own, of: 'in-use' }, row.in_window);
    this.rates.set({ ...own, of: 'now' }, row.rate);
    if (row.granted > 0) this.rates.set({ ...own, of: 'granted' }, row.granted);
    if (row.granted > 0 && row.kept_to !== null) this.rates.set({ ...own, of: 'kept-to' }, row.kept_to);
    for (const { status, count } of row.statuses ?? [])
      this.refusals.set({ ...own, status: `0x${status.toString(16).padStart(2, '0')}` }, count);
    for (const outcome of ['submitted', 'refused', 'unanswered'] as const)
      this.submits.set({ ...own, outcome }, row[outcome]);
  }
}
