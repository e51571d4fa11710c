import type { Tx } from '@sms111/api/platform';
import type { Failure, Resolution } from '@sms111/domain';
import { normaliseMessageId } from '@sms111/smpp';
import { Injectable } from '@nestjs/common';
import { ApplyReceipts } from '../apply-receipts';
import { REASON, S } from '../codes';
import { carrierKey } from '../record-submits';
import { moving, Transitions, type Moved } from '../transitions';

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
    // Its row goes when the message is no longer in doubt.
    const asked = word.carrierIds.length > 0 ? await this.asked(tx, word.resolutionId) : null;
    const groups = await tx.query<Moved>(
      moving(`UPDATE message_state s SET ${changeOf(word)}, next_attempt_at = NULL
         FROM (SELECT w.batch, w.seq FROM resolution_message m
                 JOIN message_state w ON w.batch = m.batch AND w.seq = m.seq
                WHERE m.resolution_id = $1 ORDER BY w.batch, w.seq FOR UPDATE OF w) m
        WHERE s.batch = m.batch AND s.seq = m.seq AND s.state = $2`),
      [word.resolutionId, S.unconfirmed, at],
    );
    await this.transitions.apply(tx, groups, at);
    // What was in doubt is named one by one.
    const moved = groups.flatMap(({ batch, state, carrier, seqs }) =>
      (seqs ?? []).map(seq => ({ batch, seq, state, carrier })),
    );
    await tx.execute(
      `UPDATE resolution_message m SET became = w.state
         FROM unnest($2::bigint[], $3::int[], $4::smallint[]) AS w (batch, seq, state)
        WHERE m.resolution_id = $1 AND m.batch = w.batch AND m.seq = w.seq`,
      [word.resolutionId, moved.map(m => m.batch), moved.map(m => m.seq), moved.map(m => m.state)],
    );
    const [only] = moved;
    if (only && asked) await this.ids(tx, only, asked, word, at);
    return moved.length;
  }

  /** Which link had the message, and how it spells ids in its responses. */
  private async asked(tx: Tx, resolutionId: string): Promise<AskedLink> {
    const [row] = await tx.query<{ link: string | null; form: string | null }>(
      `SELECT e.link, k.id_form AS form FROM resolution_message m
         JOIN message_exception e ON e.batch = m.batch AND e.seq = m.seq
         LEFT JOIN carrier_link k ON k.id = e.link
        WHERE m.resolution_id = $1`,
      [resolutionId],
    );
    return { link: row?.link ?? '', hex: row?.form === 'hex' || row?.form === 'hex-decimal' };
  }

  /** Ids by which receipts will come; one that came already is applied. */
  private async ids(
    tx: Tx,
    message: Decided,
    { link, hex }: AskedLink,
    { carrierIds }: Word,
    at: Date,
  ): Promise<void> {
    const keys = carrierIds.map(({ id }) =>
      carrierKey(message.carrier, normaliseMessageId(id, hex ? 'hex' : 'as-is')),
    );
    await tx.execute(
      `UPDATE message_state s SET link = $3, carrier_message_id = $4
        WHERE s.batch = $1 AND s.seq = $2 AND s.parts = 1 AND s.carrier_message_id IS NULL`,
      [message.batch, message.seq, link, keys[0]],
    );
    await tx.execute(
      `INSERT INTO submit_part (batch, seq, part, link, carrier_message_id, submitted_at)
       SELECT s.batch, s.seq, p.part, $3, p.key, $6
         FROM message_state s CROSS JOIN unnest($4::smallint[], $5::text[]) AS p (part, key)
        WHERE s.batch = $1 AND s.seq = $2 AND s.parts > 1
       ON CONFLICT (batch, seq, part) DO NOTHING`,
      [message.batch, message.seq, link, carrierIds.map(({ part }) => part), keys, at],
    );
    await this.transitions.apply(tx, await this.receipts.early(tx, keys, at), at);
  }
}

/** A message that a person's word moved. */
interface Decided {
  readonly batch: number;
  readonly seq: number;
  readonly carrier: string;
}

interface AskedLink {
  readonly link: string;
  readonly hex: boolean;
}
