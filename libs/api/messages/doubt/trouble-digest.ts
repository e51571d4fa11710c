import { AccountViews, type AccountContact } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { Clock, Db, LOG, type Log, type Reader, type Tx } from '@sms111/api/platform';
import { formatBatchId } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CHANNEL, REASON, S } from '../codes';
import { queuePolicy } from './queue-policy';

const EVERY_MS = 15_000;
/** Rows of one state that are looked at in one transaction. */
const PAGE = 5_000;
/** A transaction that was slow to commit may show rows behind what was read before: so far back is read again. */
const AGAIN_MS = 30_000;
/** How far back a first look goes. */
const REACH_MS = 7 * 86_400_000;
/** The states that have rare rows; `accepted` with one is held. */
const STATES = [S.accepted, S.unconfirmed, S.failed, S.expired, S.unknown, S.partlyDelivered] as const;

const KINDS = ['unconfirmed', 'held', 'failed'] as const;
type Kind = (typeof KINDS)[number];

interface Place {
  at: Date;
  batch: number;
  seq: number;
}

interface Trouble {
  id: number;
  name: string;
  channel: number;
  account_id: string;
  unit_id: string;
  unconfirmed: number;
  held: number;
  failed: number;
}

/**
 * Tells senders what became unconfirmed, held or failed while it happens (STA-2, STA-3): one notice for a batch and kind, with
 * figures that grow. What is new is found in the rare rows by their time; how much it is, by the batch's tally, so that
 * looking twice changes nothing. A system's sender asks by API; the managers of its unit are told.
 */
@Injectable()
export class TroubleDigest {
  private running = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      await this.run();
    } catch (error) {
      this.log.warn({ err: error }, 'the digest of trouble is late');
    } finally {
      this.running = false;
    }
  }

  /** Everything that is new. Of several workers one reads a state at a time. */
  async run(): Promise<void> {
    for (const state of STATES) {
      while ((await this.db.transaction(tx => this.page(tx, state))) === PAGE);
    }
    await this.db.transaction(tx => this.alarm(tx));
  }

  /** Returns how many rows were new at most. */
  private async page(tx: Tx, state: number): Promise<number> {
    await tx.execute('INSERT INTO trouble_cursor (state) VALUES ($1) ON CONFLICT DO NOTHING', [state]);
    const [from] = await tx.query<Place>(
      `SELECT greatest(at, $2::timestamptz) AS at, batch, seq FROM trouble_cursor WHERE state = $1 FOR UPDATE`,
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

  private async tellOf(tx: Tx, batches: readonly number[]): Promise<void> {
    for (const trouble of await this.troubles(tx, batches)) {
      const readers = await this.readersOf(tx, trouble);
      for (const kind of KINDS) await this.tell(tx, trouble, kind, readers);
    }
  }

  private troubles(reader: Reader, batches: readonly number[]): Promise<Trouble[]> {
    const sum = (condition: string) => `coalesce(sum(t.messages) FILTER (WHERE ${condition}), 0)::int`;
    return reader.query<Trouble>(
      `SELECT b.id, b.name, b.channel, b.account_id, b.unit_id, t.unconfirmed, t.held, t.failed
         FROM batch b
        CROSS JOIN LATERAL (
          SELECT ${sum(`t.state = ${S.unconfirmed}`)} AS unconfirmed,
                 ${sum(`t.state = ${S.accepted} AND t.reason = ${REASON.number('route-fail')}`)} AS held,
                 ${sum(`t.state IN (${S.failed}, ${S.expired}, ${S.unknown}, ${S.partlyDelivered})`)} AS failed
            FROM batch_tally t WHERE t.batch = b.id AND t.messages > 0) t
        WHERE b.id = ANY ($1) ORDER BY b.id`,
      [batches],
    );
  }

  private async readersOf(tx: Tx, { channel, account_id, unit_id }: Trouble): Promise<AccountContact[]> {
    const system = channel === CHANNEL.number('api') || channel === CHANNEL.number('sftp');
    if (system) return this.accounts.withPermission(tx, unit_id, 'account.manage');
    const sender = await this.accounts.contact(tx, account_id);
    return sender ? [sender] : [];
  }

  private async tell(
    tx: Tx,
    trouble: Trouble,
    kind: Kind,
    readers: readonly AccountContact[],
  ): Promise<void> {
    const batchId = formatBatchId(trouble.id);
    // What the notice of the batch's end has said need not be said again.
    const end = await this.notices.told(tx, `batch-end/${batchId}`);
    const said = Number(end?.[kind] ?? 0);
    for (const to of readers) {
      const dedupeKey = `trouble/${batchId}/${kind}/${to.id}`;
      if (trouble[kind] <= said && !(await this.notices.told(tx, dedupeKey))) continue;
      await this.notices.keepTelling(tx, {
        to,
        kind: `messages-${kind}`,
        params: { batchId, name: trouble.name, messages: trouble[kind] },
        dedupeKey,
      });
    }
  }

  /** Administrators are alarmed once a day and kind, when there is too much of it. */
  private async alarm(tx: Tx): Promise<void> {
    const policy = await queuePolicy(tx);
    const [sum] = await tx.query<{ unconfirmed: number; held: number }>(
      `SELECT (SELECT coalesce(sum(messages), 0)::int FROM batch_tally
                WHERE messages > 0 AND state = ${S.unconfirmed}) AS unconfirmed,
              (SELECT coalesce(sum(messages), 0)::int FROM batch_tally
                WHERE messages > 0 AND state = ${S.accepted} AND reason = ${REASON.number('route-fail')}) AS held`,
    );
    const day = this.clock.now().toISOString().slice(0, 10);
    for (const [what, messages, threshold] of [
      ['unconfirmed', sum?.unconfirmed ?? 0, policy.alarmUnconfirmed],
      ['held', sum?.held ?? 0, policy.alarmHeld],
    ] as const) {
      if (messages < threshold) continue;
      for (const to of await this.accounts.everybodyWith(tx, 'queue.resolve')) {
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
