import { AccountViews, type AccountContact } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { Clock, Db, LOG, type Log, Round, type Tx } from '@sms111/api/platform';
import { batchIdAt, formatBatchId } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CHANNEL, S } from '../codes';
import { heldCarriers, heldGroups } from '../held/held-groups';
import { queuePolicy } from './queue-policy';

const EVERY_MS = 15_000;
/** Rows of one state that are looked at in one transaction. */
const PAGE = 5_000;
/** A transaction that was slow to commit may show rows behind what was read before: so far back is read again. */
const AGAIN_MS = 30_000;
/** Batches of which something is held or in doubt that are looked at at a time. */
const OPEN_AT_ONCE = 500;
/** How far back a first look goes. */
const REACH_MS = 7 * 86_400_000;
/** Nothing of a batch changes after so long. */
const KEPT_MS = 60 * 86_400_000;
/** The states that have rare rows. */
const STATES = [S.unconfirmed, S.failed, S.expired, S.unknown, S.partlyDelivered] as const;

type Kind = 'unconfirmed' | 'held' | 'failed';

interface Place {
  at: Date;
  batch: number;
  seq: number;
}

/** What is new of one kind in one batch. */
interface News {
  readonly batch: number;
  readonly name: string;
  readonly channel: number;
  readonly account_id: string;
  readonly unit_id: string;
  readonly kind: Kind;
  readonly messages: number;
  /** How many more than when it was looked at before; fewer where some were settled since. */
  readonly more: number;
  /** Why it is held: words of `listHeld`, a space between. */
  readonly causes: string | null;
}

/**
 * Tells senders what became unconfirmed, held or failed while it happens (STA-2, STA-3): one notice for a batch and kind, with
 * figures that grow. What is new is found in the rare rows by their time, and what is held among the batches that wait; how
 * much it is, by the batch's tally against what was seen before, so that looking twice changes nothing. A system posts
 * thousands of small batches and asks by API: the managers of its unit get one notice for its account, kind and day.
 */
@Injectable()
export class TroubleDigest {
  private readonly round = new Round();
  /** Up to which batch what was told has been looked at again. */
  private looked = 0;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'the digest of trouble is late'),
    );
  }

  /** Everything that is new. Several workers take turns. */
  async run(): Promise<void> {
    for (const state of STATES) {
      while ((await this.db.transaction(tx => this.page(tx, state), 'by-key')) === PAGE);
    }
    for (let after: number | null = 0; after !== null;) after = await this.nextHeld(after);
    await this.db.transaction(tx => this.settled(tx));
    await this.db.transaction(tx => this.alarm(tx));
    await this.db.query('DELETE FROM trouble_told WHERE batch < $1', [batchIdAt(this.clock.ms() - KEPT_MS)]);
  }

  /** Returns how many rows were new at most. */
  private async page(tx: Tx, state: number): Promise<number> {
    await oneAtATime(tx);
    await tx.execute('INSERT INTO trouble_cursor (state) VALUES ($1) ON CONFLICT DO NOTHING', [state]);
    const [from] = await tx.query<Place>(
      `SELECT greatest(at, $2::timestamptz) AS at, batch, seq FROM trouble_cursor WHERE state = $1`,
      [state, new Date(this.clock.ms() - REACH_MS)],
    );
    if (!from) return 0;
    const rows = await tx.query<Place>(
      `SELECT at, batch, seq FROM message_exception
        WHERE state = $1 AND (at, batch, seq) > ($2::timestamptz, $3::bigint, $4::int)
        ORDER BY at, batch, seq LIMIT ${PAGE}`,
      [state, from.at, from.batch, from.seq],
    );
    const last = rows.at(-1);
    if (!last) return 0;
    await this.tellOf(tx, [...new Set(rows.map(row => row.batch))]);
    const settled = new Date(this.clock.ms() - AGAIN_MS);
    const full = rows.length === PAGE;
    const next = full || last.at < settled ? last : { at: settled, batch: 0, seq: -1 };
    await tx.execute(
      `UPDATE trouble_cursor SET at = $2, batch = $3, seq = $4 WHERE state = $1 AND (at, batch, seq) < ($2, $3, $4)`,
      [state, next.at, next.batch, next.seq],
    );
    return rows.length;
  }

  private nextHeld(after: number): Promise<number | null> {
    return this.db.transaction(tx => this.held(tx, after));
  }

  /** Batches of which something else is held than was told; answers where the next begin, `null` when there are none. */
  private async held(tx: Tx, after: number): Promise<number | null> {
    await oneAtATime(tx);
    const rows = await tx.query<{ batch: number }>(
      `WITH ${heldCarriers('$1')}
       SELECT b.id AS batch FROM batch b ${heldGroups('$1')}
         LEFT JOIN trouble_told o ON o.batch = b.id AND o.kind = 'held'
        WHERE b.waiting_messages > 0 AND b.id > $2 AND NOT h.own
        GROUP BY b.id, o.messages HAVING sum(h.messages) IS DISTINCT FROM o.messages
        ORDER BY b.id LIMIT ${OPEN_AT_ONCE}`,
      [this.clock.now(), after],
    );
    const batches = rows.map(({ batch }) => batch);
    if (batches.length > 0) await this.tellOf(tx, batches);
    return batches.length === OPEN_AT_ONCE ? (batches.at(-1) ?? null) : null;
  }

  /** What was told as held or in doubt and may be settled by now: such rows are gone, so nothing would lead to them. */
  private async settled(tx: Tx): Promise<void> {
    await oneAtATime(tx);
    const rows = await tx.query<{ batch: number }>(
      `SELECT DISTINCT batch FROM trouble_told WHERE messages > 0 AND kind <> 'failed' AND batch > $1
        ORDER BY batch LIMIT ${OPEN_AT_ONCE}`,
      [this.looked],
    );
    const batches = rows.map(row => row.batch);
    this.looked = batches.length === OPEN_AT_ONCE ? (batches.at(-1) ?? 0) : 0;
    if (batches.length > 0) await this.tellOf(tx, batches);
  }

  private async tellOf(tx: Tx, batches: readonly number[]): Promise<void> {
    const news = await this.news(tx, batches);
    const contacts = new Map<string, AccountContact | null>();
    const contact = async (id: string): Promise<AccountContact | null> => {
      const known = contacts.get(id) ?? (await this.accounts.contact(tx, id));
      contacts.set(id, known);
      return known;
    };
    for (const each of news.filter(({ channel }) => !ofSystem(channel))) {
      const sender = await contact(each.account_id);
      if (sender) await this.tellSender(tx, each, sender);
    }
    const bySystem = Map.groupBy(
      news.filter(({ channel }) => ofSystem(channel)),
      each => `${each.account_id}/${each.kind}`,
    );
    for (const group of bySystem.values()) {
      const [first] = group;
      const system = first && (await contact(first.account_id));
      if (system) await this.tellManagers(tx, first, system.name, sumOf(group));
    }
  }

  /** How the figures of these batches differ from what was seen before; remembered with it. Whoever stops a batch knows. */
  private news(tx: Tx, batches: readonly number[]): Promise<News[]> {
    const sum = (condition: string) => `coalesce(sum(t.messages) FILTER (WHERE ${condition}), 0)::int`;
    return tx.query<News>(
      `WITH ${heldCarriers('$2')},
       seen AS (
         SELECT b.id AS batch, b.name, b.channel, b.account_id, b.unit_id, k.kind, k.messages, k.causes,
                k.messages - coalesce(o.messages, 0) AS more
           FROM batch b
          CROSS JOIN LATERAL (
            SELECT ${sum(`t.state = ${S.unconfirmed}`)} AS unconfirmed,
                   ${sum(`t.state IN (${S.failed}, ${S.expired}, ${S.unknown}, ${S.partlyDelivered})`)} AS failed
              FROM batch_tally t WHERE t.batch = b.id AND t.messages > 0) t
          CROSS JOIN LATERAL (
            SELECT coalesce(sum(h.messages), 0)::int AS held, string_agg(DISTINCT h.cause, ' ' ORDER BY h.cause) AS causes
              FROM (SELECT b.*) b ${heldGroups('$2')} WHERE NOT h.own) w
          CROSS JOIN LATERAL (VALUES ('unconfirmed', t.unconfirmed, NULL), ('failed', t.failed, NULL), ('held', w.held, w.causes))
            AS k (kind, messages, causes)
           LEFT JOIN trouble_told o ON o.batch = b.id AND o.kind = k.kind
          WHERE b.id = ANY ($1)),
       kept AS (
         INSERT INTO trouble_told (batch, kind, messages) SELECT batch, kind, messages FROM seen WHERE more <> 0
         ON CONFLICT (batch, kind) DO UPDATE SET messages = excluded.messages)
       SELECT * FROM seen WHERE more <> 0 ORDER BY batch, kind`,
      [batches, this.clock.now()],
    );
  }

  private async tellSender(tx: Tx, news: News, to: AccountContact): Promise<void> {
    const { batch, kind, name, messages, causes } = news;
    const batchId = formatBatchId(batch);
    const dedupeKey = `trouble/${batchId}/${kind}/${to.id}`;
    // What the notice of the batch's end has said need not be said again.
    const end = await this.notices.told(tx, `batch-end/${batchId}`);
    const said = Number(end?.[kind] ?? 0);
    if (messages <= said && !(await this.notices.told(tx, dedupeKey))) return;
    await this.notices.keepTelling(tx, {
      to,
      kind: `messages-${kind}`,
      params: { batchId, name, messages, ...(causes && { causes }) },
      dedupeKey,
    });
  }

  private async tellManagers(
    tx: Tx,
    { account_id, unit_id, kind }: News,
    account: string,
    more: number,
  ): Promise<void> {
    const day = dayOf(this.clock.ms());
    for (const to of await this.accounts.withPermission(tx, unit_id, 'account.manage')) {
      const dedupeKey = `trouble/${account_id}/${day}/${kind}/${to.id}`;
      const before = Number((await this.notices.told(tx, dedupeKey))?.['messages'] ?? 0);
      // What was settled of another day's is no news of today.
      if (before === 0 && more <= 0) continue;
      await this.notices.keepTelling(tx, {
        to,
        kind: `messages-${kind}`,
        params: { account, day, messages: Math.max(0, before + more) },
        dedupeKey,
      });
    }
  }

  /** Administrators are alarmed once a day and kind, when there is too much of it. */
  private async alarm(tx: Tx): Promise<void> {
    await oneAtATime(tx);
    const policy = await queuePolicy(tx);
    const [sum] = await tx.query<{ unconfirmed: number; held: number }>(
      `WITH ${heldCarriers('$1')}
       SELECT (SELECT coalesce(sum(messages), 0)::int FROM batch_tally
                WHERE messages > 0 AND state = ${S.unconfirmed}) AS unconfirmed,
              (SELECT coalesce(sum(h.messages), 0)::int FROM batch b ${heldGroups('$1')}
                WHERE b.waiting_messages > 0) AS held`,
      [this.clock.now()],
    );
    const day = dayOf(this.clock.ms());
    for (const [what, messages, threshold] of [
      ['unconfirmed', sum?.unconfirmed ?? 0, policy.alarmUnconfirmed],
      ['held', sum?.held ?? 0, policy.alarmHeld],
    ] as const) {
      if (messages < threshold) continue;
      for (const to of await this.accounts.everywhere(tx, 'queue.resolve')) {
        await this.notices.keepTelling(tx, {
          to,
          kind: 'queue-alarm',
          params: { what, messages, threshold },
          dedupeKey: `queue-alarm/${what}/${day}/${to.id}`,
        });
      }
    }
  }
}

/** Two digests of the same moment would both add the same news. */
const oneAtATime = async (tx: Tx): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('trouble-digest'))`);
};

const SYSTEMS: readonly number[] = [CHANNEL.number('api'), CHANNEL.number('sftp')];
const ofSystem = (channel: number): boolean => SYSTEMS.includes(channel);

const sumOf = (group: readonly News[]): number => group.reduce((sum, { more }) => sum + more, 0);

/** The day in Taipei, `2026-11-20`. */
const dayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
