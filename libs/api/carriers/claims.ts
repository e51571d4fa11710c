import { oldestValid } from '@sms111/api/messages';
import { Clock, Db, int4s, int8s, Together, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { begunConcats, keyOf } from './begun-concat';
import { InHand } from './dispatch/in-hand';
import { isUrgentLane } from './dispatch/plan';
import type { Ready } from './dispatch/range-loader';
import { LeaseBoard } from './lease-board';
import type { LinkConcat } from './link';

/** How long a claim stands without a sign of life from its worker. Renewed by the keeper's heartbeat. */
export const LEASE_SECONDS = 15;
/** A worker whose last sign of life is so old does not judge others. */
const DEAF_AFTER_MS = 5_000;
const LOST_AFTER_MS = 10_000;
const LOST_FOR_MS = 300_000;

/** One message of a claim, and what earlier attempts came to. */
export interface Claimed {
  readonly message: Ready;
  /** Bits of the parts that a carrier has accepted. */
  readonly acceptedParts: number;
  readonly failedParts: number;
  readonly attempts: number;
  /** How the accepted parts were carried, where there are any. */
  readonly begunBy?: LinkConcat | undefined;
}

/** Messages of one batch that are being handed to one link. */
export interface Claim {
  readonly id: number;
  readonly messages: readonly Claimed[];
}

interface ClaimRow {
  /** Of the requests asked together, the how manieth (1 …). */
  which: number;
  batch: number;
  claim_id: number;
  taken: number[];
  /** Of those that were attempted before: number, accepted parts, failed parts, attempts. */
  odd: [number, number, number, number][] | null;
}

/** With how its messages were begun, by `keyOf`. */
type Taken = ClaimRow & { readonly begun: ReadonlyMap<string, LinkConcat> };

export interface ClosedClaim {
  readonly batch: number;
  readonly seqs: number[];
  readonly carrier: string;
  readonly link: string;
}

/** A message by its place. */
interface InBatch {
  readonly batch: number;
  readonly seq: number;
}

/** Who is to have them. */
interface ClaimingLink {
  readonly id: string;
  readonly carrier: string;
}

/** What one link asks for. */
interface Request {
  readonly link: ClaimingLink;
  readonly chosen: readonly Ready[];
}

/** A claim whose answer never came. */
interface Unheard {
  readonly at: number;
  messages: readonly Ready[];
}

/** Claims: which messages are being handed to which link. The database decides; jobs only wake. */
@Injectable()
export class Claims {
  /** What this process has taken up: it never hands one message out twice. */
  readonly inHand = new InHand();
  /** Claims that this process has in hand. */
  private readonly open = new Set<number>();
  private beatAt: number | null = null;
  private judgesFrom = -Infinity;
  /** By token. */
  private readonly unheard = new Map<string, Unheard>();
  /**
   * One statement at a time, so that links that work on the same range do not wait for each other's commits; but what is urgent
   * does not wait for the statement of what is not.
   */
  private readonly asks = new Together<Request, readonly Taken[]>(
    ({ chosen }) => (chosen.some(({ lane }) => isUrgentLane(lane)) ? 'urgent' : 'others'),
    requests => this.ask(requests),
  );

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly board: LeaseBoard,
  ) {}

  /**
   * Takes for a link those of the messages that are still due and nobody's, one claim a batch. What is not taken (it is no longer
   * valid, the batch, its agency, the carrier or the link was stopped, or another worker has it) is out of hand again.
   */
  async take(link: ClaimingLink, chosen: readonly Ready[]): Promise<Claim[]> {
    const valid = this.stillValid(chosen);
    if (valid.length === 0) return [];
    const rows = await this.asks.run({ link, chosen: valid });
    const byBatch = Map.groupBy(valid, message => message.batch);
    const claims = rows.map(row => {
      this.open.add(row.claim_id);
      const messages = byBatch.get(row.batch) ?? [];
      const taken = new Set(row.taken);
      const odd = new Map(row.odd?.map(each => [each[0], each]));
      return {
        id: row.claim_id,
        messages: messages.flatMap((message): Claimed[] => {
          if (!taken.has(message.seq)) return [];
          const [, acceptedParts = 0, failedParts = 0, attempts = 0] = odd.get(message.seq) ?? [];
          taken.delete(message.seq);
          const begunBy = row.begun.get(keyOf(message));
          return [{ message, acceptedParts, failedParts, attempts, begunBy }];
        }),
      };
    });
    const claimed = new Set(claims.flatMap(claim => claim.messages.map(({ message }) => message)));
    for (const message of valid) if (!claimed.has(message)) this.inHand.release(message.batch, message.seq);
    return claims;
  }

  /** Ends claims in the transaction that records them; answers which still stood. */
  async end(tx: Tx, ids: readonly number[]): Promise<Set<number>> {
    const rows = await tx.query<{ id: number }>(
      'DELETE FROM claim WHERE id = ANY ($1::bigint[]) RETURNING id',
      [int8s(ids)],
    );
    return new Set(rows.map(row => row.id));
  }

  /** A recorded claim: its messages are out of hand. */
  recorded(id: number, messages: readonly InBatch[]): void {
    this.open.delete(id);
    for (const { batch, seq } of messages) this.inHand.release(batch, seq);
  }

  /**
   * A claim that could not be written is left to its lease, after which its messages are in doubt. They stay in hand: this
   * process must not take them up again.
   */
  abandon(id: number): void {
    this.open.delete(id);
  }

  /** A claim that is to be abandoned holds `kept` from now on (at least one); what else was in it, `written`, is out of hand. */
  async keepOnly(id: number, kept: readonly InBatch[], written: readonly InBatch[]): Promise<void> {
    const seqs = kept.map(({ seq }) => seq);
    await this.db.query(
      `UPDATE claim c SET seqs = k.seqs, first_seq = k.first, last_seq = k.last
         FROM (SELECT array_agg(seq) AS seqs, min(seq) AS first, max(seq) AS last FROM unnest($2::int[]) AS s (seq)) k
        WHERE c.id = $1`,
      [id, int4s(seqs)],
    );
    for (const { batch, seq } of written) this.inHand.release(batch, seq);
  }

  /** A worker's sign of life for all that it has in hand. */
  async renew(worker: string): Promise<void> {
    if (this.open.size === 0) return;
    await this.db.query(
      `UPDATE claim SET lease_until = $3::timestamptz + $4::interval WHERE worker = $1 AND id = ANY ($2::bigint[])`,
      [worker, int8s([...this.open]), this.clock.now(), `${LEASE_SECONDS} seconds`],
    );
  }

  /**
   * Gives back claims whose answer was lost: the connection was cut between their commit and the answer. Nobody submitted
   * them, so their messages are simply due again. A statement that was still on its way may commit later: asked again.
   */
  async dropUnheard(worker: string): Promise<void> {
    const now = Date.now();
    const lost = [...this.unheard].filter(([, { at }]) => now - at > LOST_AFTER_MS);
    if (lost.length === 0) return;
    await this.db.query('DELETE FROM claim WHERE worker = $1 AND token = ANY ($2)', [
      worker,
      lost.map(([token]) => token),
    ]);
    for (const [token, unheard] of lost) {
      for (const { batch, seq } of unheard.messages) this.inHand.release(batch, seq);
      unheard.messages = [];
      if (now - unheard.at > LOST_FOR_MS) this.unheard.delete(token);
    }
  }

  /** This worker's own sign of life was written: what it says of the others may be true again. */
  beat(): void {
    const now = performance.now();
    if (this.beatAt !== null && now - this.beatAt > DEAF_AFTER_MS)
      this.judgesFrom = now + LEASE_SECONDS * 1_000;
    this.beatAt = now;
  }

  /**
   * Takes away one claim whose worker has been silent for too long; `null` when there is none. A worker that could not reach
   * the database itself cannot say who is dead: after an outage all leases are over, and everybody has one more to renew.
   */
  async closeDead(tx: Tx): Promise<ClosedClaim | null> {
    const now = performance.now();
    const isDeaf = this.beatAt !== null && now - this.beatAt > DEAF_AFTER_MS;
    if (isDeaf || now < this.judgesFrom) return null;
    // Not `IN`: a plan may then ask the inner question again for each row, and take away claims that nobody hears of.
    const [claim] = await tx.query<ClosedClaim>(
      `DELETE FROM claim c
        WHERE c.id = (SELECT id FROM claim WHERE lease_until < $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING c.batch, c.seqs, c.carrier, c.link`,
      [this.clock.now()],
    );
    return claim ?? null;
  }

  /** The others are out of hand: the clock closes them. */
  private stillValid(chosen: readonly Ready[]): readonly Ready[] {
    const oldest = oldestValid(this.clock.now());
    return chosen.filter(({ batch, seq }) => {
      if (batch < oldest) this.inHand.release(batch, seq);
      return batch >= oldest;
    });
  }

  private async ask(requests: readonly Request[]): Promise<Taken[][]> {
    const token = randomUUID();
    const messages = requests.flatMap(({ chosen }) => chosen);
    try {
      const rows = await this.db.query<ClaimRow>(
        'SELECT * FROM take_claims($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          this.board.worker,
          token,
          this.clock.now(),
          `${LEASE_SECONDS} seconds`,
          requests.map(({ link }) => link.id),
          requests.map(({ link }) => link.carrier),
          int4s(requests.flatMap(({ chosen }, i) => chosen.map(() => i + 1))),
          int8s(messages.map(message => message.batch)),
          int4s(messages.map(message => message.seq)),
        ],
      );
      // Rare: part of it was accepted, and the rest refused for now.
      const begun = await begunConcats(
        this.db,
        rows.flatMap(({ batch, odd }) =>
          (odd ?? []).flatMap(([seq, accepted]) => (accepted === 0 ? [] : { batch, seq })),
        ),
      );
      const byRequest = Map.groupBy(rows, row => row.which);
      return requests.map((_, i) => (byRequest.get(i + 1) ?? []).map(row => ({ ...row, begun })));
    } catch (error) {
      this.unheard.set(token, { at: Date.now(), messages });
      throw error;
    }
  }
}
