import { Clock, type Reader, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { MailKind, NoticeKind, NoticeParams } from './notice-words';
import { Outbox } from './outbox';

export interface Telling {
  /** Whom: the account, and the mail address where it has one. */
  readonly to: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  /** Names the event: a repeat of it is told once. */
  readonly dedupeKey: string;
}

export interface Mailing {
  readonly to: { readonly name: string; readonly email: string };
  readonly kind: MailKind;
  readonly params: NoticeParams;
  /** After this moment the mail is of no use and is dropped. */
  readonly goodUntil?: Date;
}

/** Tells people what happened (STA-2): in the application always, and by mail where there is an address. */
@Injectable()
export class Notices {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Writes the notice and its mail in the caller's transaction. `false`: this event was told before. */
  async tell(tx: Tx, { to, kind, params, dedupeKey }: Telling): Promise<boolean> {
    const told = await tx.execute(
      `INSERT INTO notice (account_id, kind, params, at, dedupe_key) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (dedupe_key) DO NOTHING`,
      [to.id, kind, JSON.stringify(params), this.clock.now(), dedupeKey],
    );
    if (told === 0) return false;
    if (to.email) await this.mail(tx, { to: { name: to.name, email: to.email }, kind, params });
    return true;
  }

  /**
   * One notice of an event that goes on: told once, its figures brought up to date afterwards. It is unread again when
   * `params.messages` has grown; the mail goes out once.
   */
  async keepTelling(tx: Tx, { to, kind, params, dedupeKey }: Telling): Promise<void> {
    if (await this.tell(tx, { to, kind, params, dedupeKey })) return;
    await tx.execute(
      `UPDATE notice SET params = $2, at = $3,
              read_at = CASE WHEN ($2::jsonb ->> 'messages')::int > (params ->> 'messages')::int THEN NULL ELSE read_at END
        WHERE dedupe_key = $1 AND params <> $2::jsonb`,
      [dedupeKey, JSON.stringify(params), this.clock.now()],
    );
  }

  /** What was told of an event; `null` when nothing was. */
  async told(reader: Reader, dedupeKey: string): Promise<NoticeParams | null> {
    const [row] = await reader.query<{ params: NoticeParams }>(
      'SELECT params FROM notice WHERE dedupe_key = $1',
      [dedupeKey],
    );
    return row?.params ?? null;
  }

  /** A mail without a notice: for people who cannot read notices yet. */
  async mail(tx: Tx, { to, kind, params, goodUntil }: Mailing): Promise<void> {
    await this.outbox.put(tx, { to, kind, params, goodUntil: goodUntil?.toISOString() ?? null });
  }
}
