import { Clock, Db, KeyRing, problem, seal, Secrets, unseal, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

export interface KeyedRequest {
  readonly accountId: string;
  /** The endpoint's id: a key counts per account and endpoint. */
  readonly endpoint: string;
  readonly key: string;
  /** The request's body; another body under the same key is refused. */
  readonly body: unknown;
  /** How long a repeat waits for the first one's answer, without a connection in its hands; 0 by default. */
  readonly patienceMs?: number;
}

const LIFE_MS = 24 * 3_600_000;
/** A process that dies leaves `running` behind; after this its transaction is surely gone. */
const LEASE_MS = 60_000;
const AGAIN_MS = 50;

interface KeyRow {
  body_hash: Buffer;
  state: 'running' | 'done';
  lease_until: Date;
  answer: Buffer | null;
  expires_at: Date;
}

/**
 * Runs a write once per key. The answer is stored in the transaction of the write, so it exists exactly when the write does.
 * Problems: `idempotency-key-reused` (other body), `idempotency-in-progress` (still running; Retry-After).
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly keys: KeyRing,
  ) {}

  /**
   * `prepare` reads and judges what the write needs and gives the write back. A repeat is answered before it is
   * prepared: what was accepted yesterday is answered as it was, though a rule may have changed since.
   */
  run<T>(request: KeyedRequest, prepare: () => Promise<(tx: Tx) => Promise<T>>): Promise<T> {
    return this.keyed(request, async end => {
      const write = await prepare();
      return this.db.transaction(async tx => {
        const answer = await write(tx);
        await end(tx, answer);
        return answer;
      });
    });
  }

  /** The same for a write that has a transaction of its own, in which it calls `end` with its answer. */
  async keyed<T>(
    request: KeyedRequest,
    write: (end: (tx: Tx, answer: T) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const place = { ...request, keyHash: this.secrets.hash('idempotency', request.key) };
    const earlier = await this.beginOrWait<T>(place);
    if (earlier) return earlier.answer;
    try {
      return await write((tx, answer) => this.end(tx, place, answer));
    } catch (error) {
      // Nothing was written: the caller may mend the request and use the key again.
      await this.db
        .query(
          `DELETE FROM idempotency_key WHERE account_id = $1 AND endpoint = $2 AND key_hash = $3 AND state = 'running'`,
          [place.accountId, place.endpoint, place.keyHash],
        )
        .catch(() => undefined);
      throw error;
    }
  }

  private async beginOrWait<T>(place: KeyedRequest & { keyHash: Buffer }): Promise<{ answer: T } | null> {
    const { patienceMs = 0 } = place;
    for (let waited = 0; ; waited += AGAIN_MS) {
      const begun = await this.begin<T>(place);
      if (begun !== 'running') return begun;
      if (waited >= patienceMs) throw inProgress();
      await pause(AGAIN_MS);
    }
  }

  /** The earlier answer; `null`: the key is ours now. */
  private async begin<T>(
    place: KeyedRequest & { keyHash: Buffer },
  ): Promise<{ answer: T } | null | 'running'> {
    const now = this.clock.now();
    const bodyHash = this.secrets.hash('body', JSON.stringify(place.body));
    const where = [place.accountId, place.endpoint, place.keyHash];
    const [mine] = await this.db.query(
      `INSERT INTO idempotency_key AS k (account_id, endpoint, key_hash, body_hash, state, lease_until, created_at, expires_at)
       VALUES ($1, $2, $3, $4, 'running', $6, $5, $7)
       ON CONFLICT (account_id, endpoint, key_hash) DO UPDATE
         SET body_hash = excluded.body_hash, state = 'running', lease_until = excluded.lease_until, answer = NULL,
             created_at = excluded.created_at, expires_at = excluded.expires_at
       WHERE k.expires_at <= $5 OR (k.state = 'running' AND k.lease_until <= $5 AND k.body_hash = excluded.body_hash)
       RETURNING 1 AS one`,
      [...where, bodyHash, now, new Date(now.getTime() + LEASE_MS), new Date(now.getTime() + LIFE_MS)],
    );
    if (mine) return null;
    const [row] = await this.db.query<KeyRow>(
      `SELECT body_hash, state, lease_until, answer, expires_at FROM idempotency_key
        WHERE account_id = $1 AND endpoint = $2 AND key_hash = $3`,
      where,
    );
    if (row && !row.body_hash.equals(bodyHash)) throw problem('idempotency-key-reused');
    if (!row?.answer) return 'running';
    const key = await this.keys.platformKey();
    return { answer: JSON.parse(unseal(key.key, placeName(place), row.answer).toString()) as T };
  }

  private async end(tx: Tx, place: KeyedRequest & { keyHash: Buffer }, answer: unknown): Promise<void> {
    const key = await this.keys.platformKey();
    const sealed = seal(key.key, placeName(place), Buffer.from(JSON.stringify(answer)));
    const ended = await tx.execute(
      `UPDATE idempotency_key SET state = 'done', answer = $4
        WHERE account_id = $1 AND endpoint = $2 AND key_hash = $3 AND state = 'running'`,
      [place.accountId, place.endpoint, place.keyHash, sealed],
    );
    // Somebody else took the key over while we were thought dead: our write must not stand beside theirs.
    if (ended !== 1) throw inProgress();
  }
}

/** Also for a reference that others are just writing: the same request again in a moment finds what came of it. */
export const inProgress = () => problem('idempotency-in-progress', {}, [], { 'Retry-After': '1' });

const placeName = (place: KeyedRequest & { keyHash: Buffer }): string =>
  `idempotency/${place.accountId}/${place.endpoint}/${place.keyHash.toString('hex')}`;
