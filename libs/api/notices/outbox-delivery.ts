import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { Clock, Config, Db, LOG, type Log, Round } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { MailPost, mailFault } from './mail-post';
import { NoticeWords } from './notice-words';
import { Outbox } from './outbox';

const EVERY_MS = 1_000;
/** Taken at a time; with four connections and 40 s of patience they are done well within the lease. */
const AT_ONCE = 10;
const LEASE_MS = 3 * 60_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
const GIVE_UP_MS = 24 * 60 * 60_000;

interface Claimed {
  id: number;
  keyId: number;
  sealed: Buffer;
  attempts: number;
  createdAt: Date;
}

/** The pause after the `attempt`-th failure: 15 s, 30 s, 1 min … at most an hour. */
export const pauseAfter = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));

/**
 * Sends the mails of the outbox. Any number of workers may run it at once: the claim in PostgreSQL decides.
 * A worker that dies after the server took a mail leaves it to be sent again under the same Message-ID.
 */
@Injectable()
export class OutboxDelivery {
  private readonly round = new Round();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly post: MailPost,
    private readonly words: NoticeWords,
    private readonly audit: AuditTrail,
    private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** In the worker; a round that takes longer than the interval is not overtaken by the next. */
  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.deliverDue(),
      error => this.log.warn({ err: error }, 'the round of mails failed'),
    );
  }

  /** Sends what is due now; returns how many mails the server took. */
  async deliverDue(): Promise<number> {
    if (!this.post.open) return 0;
    let delivered = 0;
    for (;;) {
      const claimed = await this.claim();
      const results = await Promise.all(claimed.map(each => this.deliver(each)));
      delivered += results.filter(Boolean).length;
      if (claimed.length < AT_ONCE) return delivered;
    }
  }

  /** The lease is the due time itself: a row whose worker died is simply due again. */
  private claim(): Promise<Claimed[]> {
    const now = this.clock.ms();
    return this.db.query<Claimed>(
      `WITH due AS MATERIALIZED (
         SELECT id FROM outbox WHERE done_at IS NULL AND given_up_at IS NULL AND due_at <= $1
          ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       UPDATE outbox o SET due_at = $2, attempts = attempts + 1 FROM due WHERE o.id = due.id
       RETURNING o.id, key_id AS "keyId", sealed, attempts, created_at AS "createdAt"`,
      [new Date(now), new Date(now + LEASE_MS), AT_ONCE],
    );
  }

  private async deliver(claimed: Claimed): Promise<boolean> {
    try {
      const letter = await this.outbox.open(claimed.id, claimed.keyId, claimed.sealed);
      if (!letter) return await this.giveUp(claimed, 'key destroyed');
      const { to, kind, params, goodUntil } = letter;
      if (goodUntil && Date.parse(goodUntil) <= this.clock.ms())
        return await this.giveUp(claimed, 'too late');
      const said = { ...params, to: to.name };
      await this.post.send({
        to: { name: to.name, address: to.email },
        subject: this.words.subject(kind, said, 'zh-TW'),
        text: this.words.body(kind, said, 'zh-TW'),
        language: 'zh-TW',
        messageId: `<outbox-${claimed.id}@${new URL(this.config.get('PUBLIC_URL')).hostname}>`,
      });
    } catch (error) {
      return this.failed(claimed, mailFault(error));
    }
    // What was sent is not kept: it may have held a code.
    await this.db.query(`UPDATE outbox SET done_at = $2, sealed = '', last_error = NULL WHERE id = $1`, [
      claimed.id,
      this.clock.now(),
    ]);
    return true;
  }

  private async failed(claimed: Claimed, fault: string): Promise<false> {
    this.log.warn({ outbox: claimed.id, attempts: claimed.attempts, fault }, 'mail not taken');
    const now = this.clock.ms();
    if (now - claimed.createdAt.getTime() >= GIVE_UP_MS) return this.giveUp(claimed, fault);
    await this.db.query(
      `UPDATE outbox SET due_at = $3, last_error = $4 WHERE id = $1 AND attempts = $2 AND done_at IS NULL`,
      [claimed.id, claimed.attempts, new Date(now + pauseAfter(claimed.attempts)), fault],
    );
    return false;
  }

  private async giveUp(claimed: Claimed, fault: string): Promise<false> {
    await this.db.transaction(async tx => {
      const given = await tx.execute(
        `UPDATE outbox SET given_up_at = $3, sealed = '', last_error = $4
          WHERE id = $1 AND attempts = $2 AND done_at IS NULL AND given_up_at IS NULL`,
        [claimed.id, claimed.attempts, this.clock.now(), fault],
      );
      if (given === 0) return;
      await this.audit.record(tx, PLATFORM, {
        action: 'mail.given-up',
        object: { kind: 'mail', id: String(claimed.id) },
        detail: { attempts: claimed.attempts, fault },
      });
    });
    return false;
  }
}
