import { RECEIPT_WINDOW_MS, STATE } from '@sms111/api/messages';
import { Clock, Db } from '@sms111/api/platform';
import { batchIdAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

interface Segment {
  readonly batch: number;
  readonly seq: number;
  readonly part: number;
}

/** A segment whose receipt does not come, and by which id its carrier knows it. */
export interface OverdueReceipt extends Segment {
  /** That had it, and will be asked. */
  readonly link: string;
  /** Of how many. */
  readonly parts: number;
  /** `carrier:id`, the id as it was normalised. */
  readonly key: string;
}

/** Messages of a batch that are looked through at a time: a batch may wait for one receipt among 200,000. */
const STRIDE = 5_000;
const REST_MS = 300_000;
const BEGINNING = { batch: 0, from: 0 };
const SUBMITTED = STATE.number('submitted');

/**
 * Which segments a carrier should be asked about: handed over long ago, still without a receipt. Found bit by bit along the
 * keys of batches whose tally still counts handed-over messages; kept in `receipt_query`, so that each is asked about a few times.
 */
@Injectable()
export class OverdueReceipts {
  private place = BEGINNING;
  private restUntil = 0;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Looks through one stride. After the last batch it rests for some minutes. Returns whether there is more to look through. */
  async look(carriers: readonly string[], afterSeconds: number): Promise<boolean> {
    const now = this.clock.ms();
    if (carriers.length === 0 || now < this.restUntil) return false;
    const before = batchIdAt(now - afterSeconds * 1_000);
    const [batch] = await this.db.query<{ id: number; messages: number }>(
      `SELECT b.id, b.messages FROM batch_tally t JOIN batch b ON b.id = t.batch
        WHERE t.messages > 0 AND t.state = ${SUBMITTED} AND t.carrier = ANY ($1)
          AND t.batch >= $2 AND t.batch >= $3 AND t.batch < $4
        ORDER BY t.batch LIMIT 1`,
      [carriers, this.place.batch, batchIdAt(now - RECEIPT_WINDOW_MS), before],
    );
    if (!batch) {
      this.place = BEGINNING;
      this.restUntil = now + REST_MS;
      return false;
    }
    const from = batch.id === this.place.batch ? this.place.from : 0;
    await this.note(batch.id, from, carriers, new Date(now - afterSeconds * 1_000));
    this.place =
      from + STRIDE < batch.messages
        ? { batch: batch.id, from: from + STRIDE }
        : { batch: batch.id + 1, from: 0 };
    return true;
  }

  /** What to ask now, on each of the links so many, the longest waiting first; each is put off until its next turn. */
  async take(links: readonly string[], count: number, most: number): Promise<OverdueReceipt[]> {
    return this.db.transaction(async tx => {
      const turns = await tx.query<Segment>(
        `UPDATE receipt_query q SET asked = q.asked + 1, next_at = $2::timestamptz + (q.asked + 1) * interval '15 minutes'
           FROM unnest($1::text[]) AS l (id)
          CROSS JOIN LATERAL (SELECT d.batch, d.seq, d.part FROM receipt_query d
                               WHERE d.link = l.id AND d.next_at <= $2 AND d.asked < $4
                               ORDER BY d.next_at LIMIT $3 FOR UPDATE SKIP LOCKED) d
          WHERE q.batch = d.batch AND q.seq = d.seq AND q.part = d.part
         RETURNING q.batch, q.seq, q.part`,
        [links, this.clock.now(), count, most],
      );
      if (turns.length === 0) return [];
      const due = await tx.query<OverdueReceipt>(
        `SELECT q.link, q.batch, q.seq, q.part, p.parts, p.key
           FROM unnest($1::bigint[], $2::int[], $3::smallint[]) AS d (batch, seq, part)
           JOIN receipt_query q USING (batch, seq, part)
          CROSS JOIN LATERAL (SELECT s.parts, p.carrier_message_id AS key
                                FROM submitted_part p JOIN message_state s ON s.batch = p.batch AND s.seq = p.seq
                               WHERE p.batch = d.batch AND p.seq = d.seq AND p.part = d.part LIMIT 1) p`,
        keysOf(turns),
      );
      if (due.length === 0) return [];
      const answered = await tx.query<Segment>(
        `DELETE FROM receipt_query q USING unnest($1::bigint[], $2::int[], $3::smallint[]) AS d (batch, seq, part)
          WHERE q.batch = d.batch AND q.seq = d.seq AND q.part = d.part
            AND NOT EXISTS (SELECT FROM message_state s
                             WHERE s.batch = d.batch AND s.seq = d.seq AND s.state = ${SUBMITTED}
                               AND (s.delivered_parts | s.failed_parts) & (1 << (d.part - 1)) = 0)
         RETURNING q.batch, q.seq, q.part`,
        keysOf(due),
      );
      const gone = new Set(answered.map(nameOf));
      return due.filter(each => !gone.has(nameOf(each)));
    }, 'by-key');
  }

  /** Forgets what our own clock has closed meanwhile. */
  async forgetOld(): Promise<void> {
    await this.db.query('DELETE FROM receipt_query WHERE batch < $1', [
      batchIdAt(this.clock.ms() - RECEIPT_WINDOW_MS),
    ]);
  }

  private async note(batch: number, from: number, carriers: readonly string[], before: Date): Promise<void> {
    await this.db.transaction(
      tx =>
        tx.execute(
          `INSERT INTO receipt_query (batch, seq, part, link, next_at)
           SELECT p.batch, p.seq, p.part, p.link, $5 FROM message_state s
             JOIN submitted_part p ON p.batch = s.batch AND p.seq = s.seq
            WHERE s.batch = $1 AND s.seq BETWEEN $2 AND $2 + ${STRIDE - 1} AND s.state = ${SUBMITTED}
              AND s.carrier = ANY ($3) AND p.submitted_at < $4
              AND (s.delivered_parts | s.failed_parts) & (1 << (p.part - 1)) = 0
           ON CONFLICT DO NOTHING`,
          [batch, from, carriers, before, this.clock.now()],
        ),
      'by-key',
    );
  }
}

const keysOf = (segments: readonly Segment[]): number[][] => [
  segments.map(each => each.batch),
  segments.map(each => each.seq),
  segments.map(each => each.part),
];

const nameOf = ({ batch, seq, part }: Segment): string => `${batch}/${seq}/${part}`;
