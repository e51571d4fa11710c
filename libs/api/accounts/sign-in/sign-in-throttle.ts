import { Clock, problem, Secrets, type ProblemError, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { addressGroup } from '../addresses/address-group';
import { loginKey } from './login-key';

const WINDOW_MS = 15 * 60_000;
const PER_LOGIN = 5;
const PER_ADDRESS = 20;

/** An attempt that counts as failed until it is taken back. */
export interface Attempt {
  readonly id: number;
}

/**
 * Limits wrong passwords and wrong codes by login and by address (baseline 44). An attempt is written down before
 * it is spent, so that many at once do not slip through together.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** Takes one attempt. Problem: `too-many-attempts` {seconds}, with `Retry-After`. */
  async take(tx: Tx, login: string, address: string): Promise<Attempt> {
    const hash = this.hashOf(login);
    const source = addressGroup(address);
    // Both counters stand still for others, always locked in the same order.
    for (const lock of this.locks(hash, source)) await tx.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    const blockedSince = await this.blockedSince(tx, hash, source);
    if (blockedSince) throw this.tooMany(blockedSince);
    const [attempt] = await tx.query<Attempt>(
      'INSERT INTO sign_in_failure (at, login_hash, address) VALUES ($1, $2, $3) RETURNING id',
      [this.clock.now(), hash, source],
    );
    if (!attempt) throw new Error('the attempt was not written');
    return attempt;
  }

  /** It was right after all. */
  async takeBack(tx: Tx, { id }: Attempt): Promise<void> {
    await tx.execute('DELETE FROM sign_in_failure WHERE id = $1', [id]);
  }

  /** Somebody signed in with both factors: the failures before were slips. */
  async clear(tx: Tx, login: string): Promise<void> {
    await tx.execute('DELETE FROM sign_in_failure WHERE login_hash = $1', [this.hashOf(login)]);
  }

  /** When the oldest failure of a full window happened; null while there is room. */
  private async blockedSince(tx: Tx, hash: Buffer, source: string): Promise<Date | null> {
    const [row] = await tx.query<{ at: Date | null }>(
      `SELECT greatest(
         (SELECT at FROM sign_in_failure WHERE login_hash = $1 AND at > $3 ORDER BY at DESC OFFSET $4 LIMIT 1),
         (SELECT at FROM sign_in_failure WHERE address = $2 AND at > $3 ORDER BY at DESC OFFSET $5 LIMIT 1)) AS at`,
      [hash, source, new Date(this.clock.ms() - WINDOW_MS), PER_LOGIN - 1, PER_ADDRESS - 1],
    );
    return row?.at ?? null;
  }

  private tooMany(blockedSince: Date): ProblemError {
    const seconds = Math.max(1, Math.ceil((blockedSince.getTime() + WINDOW_MS - this.clock.ms()) / 1000));
    return problem('too-many-attempts', { seconds }, [], { 'Retry-After': String(seconds) });
  }

  private hashOf(login: string): Buffer {
    return this.secrets.hash('sign-in-failure', loginKey(login));
  }

  private locks(hash: Buffer, source: string): string[] {
    const ofSource = this.secrets.hash('sign-in-source', source);
    return [hash.readBigInt64BE(), ofSource.readBigInt64BE()].sort((a, b) => (a < b ? -1 : 1)).map(String);
  }
}
