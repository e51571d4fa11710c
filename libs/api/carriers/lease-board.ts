import { Clock, Db } from '@sms111/api/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { HeldFigures, HeldState, LinkDeltas } from './held-link';
import { WORKER } from './worker-name';

/** A worker that is silent for this long loses its links to another one. */
const LEASE_SECONDS = 6;
/** A newcomer is given links of others only when it has stayed for this long. */
const SETTLED_SECONDS = 4;
const FORGET_SECONDS = 3_600;

/** Who is there, and who holds what. */
export interface LeaseState {
  readonly workers: ReadonlySet<string>;
  readonly settled: ReadonlySet<string>;
  /** By link: the worker that holds it now, itself alive. */
  readonly holders: ReadonlyMap<string, string>;
  /** By link: when it may be bound again, and with which revision it was turned away. */
  readonly holds: ReadonlyMap<string, { readonly revision: number; readonly until: Date }>;
}

export interface LeaseRow {
  readonly id: string;
  readonly revision: number;
  readonly state: HeldState;
  readonly inWindow: number;
  readonly deltas: LinkDeltas;
  readonly figures: HeldFigures | null;
}

/** Another name for this worker than the process's own, where one process plays two. */
export const WORKER_NAME = Symbol('worker name');

/** Leases on links, signs of life of workers, and the figures of the board: one write each a second. */
@Injectable()
export class LeaseBoard {
  private readonly bornAt: Date;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Optional() @Inject(WORKER_NAME) readonly worker: string = WORKER,
  ) {
    this.bornAt = clock.now();
  }

  /** Says that this worker lives, and reads who else does. */
  async look(): Promise<LeaseState> {
    const now = this.clock.now();
    const beats = await this.db.query<{ worker: string; settled: boolean }>(
      `WITH mine AS (
         INSERT INTO worker_beat (worker, born_at, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (worker) DO UPDATE SET seen_at = excluded.seen_at RETURNING worker),
       gone AS (DELETE FROM worker_beat WHERE seen_at < $3::timestamptz - make_interval(secs => ${FORGET_SECONDS}))
       SELECT worker, born_at <= $3::timestamptz - make_interval(secs => ${SETTLED_SECONDS}) AS settled
         FROM worker_beat WHERE seen_at > $3::timestamptz - make_interval(secs => ${LEASE_SECONDS})
       UNION SELECT worker, true FROM mine`,
      [this.worker, this.bornAt, now],
    );
    const leases = await this.db.query<{
      id: string;
      worker: string | null;
      revision: number | null;
      until: Date | null;
    }>(
      `SELECT k.id, CASE WHEN l.lease_until >= $1 THEN l.worker END AS worker, f.revision, f.next_bind_at AS until
         FROM carrier_link k LEFT JOIN link_lease l ON l.link_id = k.id LEFT JOIN link_figure f ON f.link_id = k.id`,
      [now],
    );
    return {
      workers: new Set(beats.map(beat => beat.worker)),
      settled: new Set(beats.flatMap(beat => (beat.settled ? beat.worker : []))),
      holders: new Map(leases.flatMap(({ id, worker }) => (worker === null ? [] : [[id, worker]]))),
      holds: new Map(
        leases.flatMap(({ id, revision, until }) =>
          revision === null || until === null ? [] : [[id, { revision, until }]],
        ),
      ),
    };
  }

  /** Takes or renews leases; answers which of the links are this worker's now. */
  async lease(rows: readonly LeaseRow[]): Promise<Set<string>> {
    if (rows.length === 0) return new Set();
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
        this.worker,
        this.clock.now(),
        `${LEASE_SECONDS} seconds`,
        rows.map(row => row.state),
        rows.map(row => row.inWindow),
        rows.map(row => row.deltas.submitted),
        rows.map(row => row.deltas.refused),
        rows.map(row => row.deltas.unanswered),
      ],
    );
    const mine = new Set(leased.map(row => row.link_id));
    await this.write(rows.filter(row => mine.has(row.id)));
    return mine;
  }

  /** Gives a link back, so that another worker may take it at once. */
  async release(id: string): Promise<void> {
    await this.db.query('DELETE FROM link_lease WHERE worker = $1 AND link_id = $2', [this.worker, id]);
  }

  /** This worker takes no more: the others share the links among themselves, but for those that it still holds. */
  async withdraw(): Promise<void> {
    await this.db.query('DELETE FROM worker_beat WHERE worker = $1', [this.worker]);
  }

  /** This worker is gone. */
  async leave(): Promise<void> {
    await this.db.query('DELETE FROM link_lease WHERE worker = $1', [this.worker]);
    await this.withdraw();
  }

  private async write(rows: readonly LeaseRow[]): Promise<void> {
    const figures = rows.flatMap(row =>
      row.figures
        ? {
            link_id: row.id,
            revision: row.revision,
            state_since: row.figures.stateSince,
            breaker: row.figures.breaker,
            breaker_since: row.figures.breakerSince,
            window_now: row.figures.windowNow,
            rate_now: row.figures.rateNow,
            strangers: row.deltas.strangers,
            bind_fault: row.figures.bindFault?.words ?? null,
            bind_fault_at: row.figures.bindFault?.at ?? null,
            next_bind_at: row.figures.bindFault?.credentials ? row.figures.bindFault.nextAt : null,
            recent: row.figures.recent,
          }
        : [],
    );
    if (figures.length === 0) return;
    await this.db.query(
      `INSERT INTO link_figure AS f (link_id, worker, at, revision, state_since, breaker, breaker_since, window_now, rate_now,
                                     strangers, bind_fault, bind_fault_at, next_bind_at, recent)
       SELECT link_id, $2, $3, revision, state_since, breaker, breaker_since, window_now, rate_now, strangers, bind_fault,
              bind_fault_at, next_bind_at, recent
         FROM jsonb_to_recordset($1) AS r (link_id text, revision int, state_since timestamptz, breaker text,
              breaker_since timestamptz, window_now int, rate_now int, strangers bigint, bind_fault text,
              bind_fault_at timestamptz, next_bind_at timestamptz, recent jsonb)
       ON CONFLICT (link_id) DO UPDATE
         SET worker = excluded.worker, at = excluded.at, revision = excluded.revision, state_since = excluded.state_since,
             breaker = excluded.breaker, breaker_since = excluded.breaker_since, window_now = excluded.window_now,
             rate_now = excluded.rate_now, strangers = f.strangers + excluded.strangers, bind_fault = excluded.bind_fault,
             bind_fault_at = excluded.bind_fault_at, next_bind_at = excluded.next_bind_at, recent = excluded.recent`,
      [JSON.stringify(figures), this.worker, this.clock.now()],
    );
  }
}
