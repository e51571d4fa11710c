import type { Tx } from '@sms111/api/platform';
import type { Failure, Resolution } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { ApplyReceipts } from '../apply-receipts';
import { REASON, S } from '../codes';
import { carrierKey } from '../record-submits';
import { MOVED, Transitions, type Moved } from '../transitions';

/** What a person says of messages in doubt. */
export interface Word {
  readonly resolutionId: string;
  readonly said: Resolution;
  readonly why: Failure | 'none';
  /** Ids that the carrier gave to the parts of the one message. */
  readonly carrierIds: readonly { readonly part: number; readonly id: string }[];
}

const ALL = '((1 << s.parts) - 1)';

/** `resolvedState` of domain/message/lifecycle.ts in SQL, where the row is locked; `$3` is the instant. */
const changeOf = ({ said, why }: Word): string => {
  switch (said) {
    case 'delivered':
      return `state = CASE WHEN s.failed_parts = 0 THEN ${S.delivered} ELSE ${S.partlyDelivered} END,
        reason = CASE WHEN s.failed_parts = 0 THEN ${REASON.number('delivered')} ELSE s.reason END,
        accepted_parts = ${ALL}, delivered_parts = ${ALL} & ~s.failed_parts::int, final_at = $3`;
    case 'failed':
      return `state = CASE WHEN s.delivered_parts = 0 THEN ${S.failed} ELSE ${S.partlyDelivered} END,
        reason = ${REASON.number(why)}, failed_parts = ${ALL} & ~s.delivered_parts::int, final_at = $3`;
    case 'unknown':
      return `state = ${S.unknown}, reason = ${REASON.number('unknown')}, final_at = $3`;
    case 'submitted':
      return `state = ${S.submitted}, reason = ${REASON.number('none')}, accepted_parts = ${ALL},
        submitted_at = coalesce(s.submitted_at, $3)`;
  }
};

/**
 * Lets a person's word take effect: on those messages of the resolution that are still in doubt, counters and ledger with
 * them. Nothing is ever submitted again by it (architecture.md, `unconfirmed`).
 */
@Injectable()
export class ApplyResolution {
  constructor(
    private readonly transitions: Transitions,
    private readonly receipts: ApplyReceipts,
  ) {}

  /** Returns how many messages moved: those that an answer, a receipt or the clock had not decided before. */
  async execute(tx: Tx, word: Word, at: Date): Promise<number> {
    const moved = await tx.query<Moved>(
      `UPDATE message_state s SET ${changeOf(word)}, next_attempt_at = NULL
         FROM (SELECT w.batch, w.seq FROM resolution_message m
                 JOIN message_state w ON w.batch = m.batch AND w.seq = m.seq
                WHERE m.resolution_id = $1 ORDER BY w.batch, w.seq FOR UPDATE OF w) m
        WHERE s.batch = m.batch AND s.seq = m.seq AND s.state = $2
       RETURNING ${MOVED}`,
      [word.resolutionId, S.unconfirmed, at],
    );
    await this.transitions.apply(tx, moved, at);
    await tx.execute(
      `UPDATE resolution_message m SET became = w.state
         FROM unnest($2::bigint[], $3::int[], $4::smallint[]) AS w (batch, seq, state)
        WHERE m.resolution_id = $1 AND m.batch = w.batch AND m.seq = w.seq`,
      [word.resolutionId, moved.map(m => m.batch), moved.map(m => m.seq), moved.map(m => m.state)],
    );
    const [only] = moved;
    if (only && word.said === 'submitted') await this.ids(tx, only, word, at);
    return moved.length;
  }

  /** Ids by which receipts will come; one that came already is applied. */
  private async ids(tx: Tx, message: Moved, { carrierIds }: Word, at: Date): Promise<void> {
    if (carrierIds.length === 0) return;
    const keys = carrierIds.map(({ id }) => carrierKey(message.carrier, id));
    await tx.execute(
      `INSERT INTO submit_part (batch, seq, part, link, carrier_message_id, submitted_at)
       SELECT $1, $2, p.part, coalesce((SELECT link FROM message_exception WHERE batch = $1 AND seq = $2), ''), p.key, $5
         FROM unnest($3::smallint[], $4::text[]) AS p (part, key)
       ON CONFLICT (batch, seq, part) DO NOTHING`,
      [message.batch, message.seq, carrierIds.map(({ part }) => part), keys, at],
    );
    await this.receipts.early(tx, keys, at);
  }
}
