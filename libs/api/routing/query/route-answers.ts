import { Clock, Db } from '@sms111/api/platform';
import type { PortedTarget } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { SealedNumbers } from '../sealed-number';

/** How long an answer holds (telecom.md 2.3). */
export const ANSWER_MS = 24 * 60 * 60_000;
/** So many are held in memory; those that come to their end first go first. */
const MOST_ANSWERS = 100_000;
/** Rows of transactions that committed out of the order of their numbers are met again. */
const OVERLAP = 100;

export interface HeldAnswer {
  readonly answer: PortedTarget;
  readonly expiresAt: number;
}

interface AnswerRow {
  id: number;
  number_sealed: Buffer;
  network: string;
  network_code: string | null;
  expires_at: Date;
}

/** The look-up cache: answers of a query service, kept in the database so that every worker knows them. */
@Injectable()
export class RouteAnswers {
  /** In the order in which they come to their end: each holds equally long. */
  private readonly held = new Map<string, HeldAnswer>();
  private seen = 0;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly numbers: SealedNumbers,
  ) {}

  entries(): IterableIterator<[string, HeldAnswer]> {
    return this.held.entries();
  }

  /** What others have learnt since the last look. */
  async look(): Promise<Map<string, PortedTarget>> {
    const rows = await this.db.query<AnswerRow>(
      `SELECT id, number_sealed, network, network_code, expires_at FROM route_answer
        WHERE id > $1 AND expires_at > $2 ORDER BY id DESC LIMIT $3`,
      [this.seen - OVERLAP, this.clock.now(), MOST_ANSWERS],
    );
    const learnt = new Map<string, PortedTarget>();
    if (rows.length === 0) return learnt;
    const open = await this.numbers.opener('answer');
    for (const { id, number_sealed, network, network_code, expires_at } of rows.reverse()) {
      const mobile = open(number_sealed);
      if (this.held.get(mobile)?.expiresAt !== expires_at.getTime()) {
        const answer = { network, networkCode: network_code };
        this.hold(mobile, { answer, expiresAt: expires_at.getTime() });
        learnt.set(mobile, answer);
      }
      this.seen = Math.max(this.seen, id);
    }
    return learnt;
  }

  /** Numbers whose answers hold no longer, or that had to make room. */
  expire(): string[] {
    const now = this.clock.ms();
    const gone: string[] = [];
    for (const [mobile, { expiresAt }] of this.held) {
      if (expiresAt > now && this.held.size <= MOST_ANSWERS) break;
      this.held.delete(mobile);
      gone.push(mobile);
    }
    return gone;
  }

  async keep(mobile: string, answer: PortedTarget & { readonly network: string }): Promise<void> {
    const asked = this.clock.ms();
    const expires = asked + ANSWER_MS;
    // A new number of the row, or other workers would not meet it again.
    await this.db.query(
      `INSERT INTO route_answer (number_hash, number_sealed, network, network_code, asked_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (number_hash) DO UPDATE SET id = DEFAULT, network = excluded.network,
         network_code = excluded.network_code, asked_at = excluded.asked_at, expires_at = excluded.expires_at`,
      [
        this.numbers.hash('answer', mobile),
        await this.numbers.seal('answer', mobile),
        answer.network,
        answer.networkCode,
        new Date(asked),
        new Date(expires),
      ],
    );
    this.hold(mobile, { answer, expiresAt: expires });
  }

  /** Rows that nobody reads any more. */
  async sweep(): Promise<void> {
    await this.db.query('DELETE FROM route_answer WHERE expires_at <= $1', [this.clock.now()]);
  }

  private hold(mobile: string, held: HeldAnswer): void {
    this.held.delete(mobile);
    this.held.set(mobile, held);
  }
}
