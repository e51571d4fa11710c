import { Clock, Secrets, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { FirstFactor } from './check-password';

/** Between the first factor and the second. */
export const CHALLENGE_MS = 10 * 60_000;
export const EMAIL_CODE_MS = 5 * 60_000;
export const RESEND_MS = 60_000;
/** Wrong codes after which a challenge is dead. */
export const WRONG_CODES = 5;
/** Challenges of one account that may send mails within a challenge's life. */
const MAILING_CHALLENGES = 5;

const PURPOSE = 'challenge';

/** A running challenge, its row locked until the transaction ends. */
export interface Challenge {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly agencyId: string;
  readonly email: string | null;
  readonly totpSealed: Buffer | null;
  readonly attempts: number;
  readonly emailCodeHash: Buffer | null;
  readonly emailCodeEndsAt: Date | null;
  readonly emailSentAt: Date | null;
}

/** The rows between the factors. Their token lies in a cookie, here only its hash. */
@Injectable()
export class Challenges {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  async open(tx: Tx, { account }: FirstFactor, address: string): Promise<{ token: string; endsAt: Date }> {
    const token = this.secrets.token();
    const now = this.clock.now();
    const endsAt = new Date(now.getTime() + CHALLENGE_MS);
    await tx.execute(
      `INSERT INTO sign_in_challenge (token_hash, account_id, address, created_at, ends_at) VALUES ($1, $2, $3, $4, $5)`,
      [this.secrets.hash(PURPOSE, token), account.id, address, now, endsAt],
    );
    return { token, endsAt };
  }

  /** `null`: none, used, ended, or its account was disabled meanwhile. */
  async lock(tx: Tx, token: string | null): Promise<Challenge | null> {
    if (!token) return null;
    const [row] = await tx.query<Challenge>(
      `SELECT c.id, c.attempts, c.email_code_hash AS "emailCodeHash", c.email_code_ends_at AS "emailCodeEndsAt",
              c.email_sent_at AS "emailSentAt", a.id AS "accountId", a.login, a.name, a.email,
              a.totp_sealed AS "totpSealed", a.unit_id AS "unitId", u.agency_id AS "agencyId"
         FROM sign_in_challenge c JOIN account a ON a.id = c.account_id JOIN unit u ON u.id = a.unit_id
        WHERE c.token_hash = $1 AND c.used_at IS NULL AND c.ends_at > $2 AND a.status = 'active'
          FOR UPDATE OF c`,
      [this.secrets.hash(PURPOSE, token), this.clock.now()],
    );
    return row ?? null;
  }

  async countWrong(tx: Tx, challenge: Challenge): Promise<void> {
    await tx.execute('UPDATE sign_in_challenge SET attempts = attempts + 1 WHERE id = $1', [challenge.id]);
  }

  async use(tx: Tx, challenge: Challenge): Promise<void> {
    await tx.execute('UPDATE sign_in_challenge SET used_at = $2, email_code_hash = NULL WHERE id = $1', [
      challenge.id,
      this.clock.now(),
    ]);
  }

  /** Keeps the hash of a code that is being sent; the one before no longer counts. */
  async keepCode(tx: Tx, challenge: Challenge, code: string): Promise<Date> {
    const now = this.clock.ms();
    const endsAt = new Date(now + EMAIL_CODE_MS);
    await tx.execute(
      `UPDATE sign_in_challenge SET email_code_hash = $2, email_code_ends_at = $3, email_sent_at = $4 WHERE id = $1`,
      [challenge.id, this.secrets.hash(codePurpose(challenge), code), endsAt, new Date(now)],
    );
    return endsAt;
  }

  matchesCode(challenge: Challenge, code: string): boolean {
    const hash = challenge.emailCodeHash;
    return hash !== null && this.secrets.matches(codePurpose(challenge), code, hash);
  }

  /** Seconds until another mail may be sent; 0: now. One mail a minute, and not by ever new challenges either. */
  async secondsUntilMail(tx: Tx, challenge: Challenge): Promise<number> {
    const now = this.clock.ms();
    const sent = challenge.emailSentAt?.getTime() ?? -Infinity;
    const [other] = await tx.query<{ at: Date }>(
      `SELECT email_sent_at AS at FROM sign_in_challenge
        WHERE account_id = $1 AND id <> $2 AND email_sent_at > $3 ORDER BY email_sent_at DESC OFFSET $4 LIMIT 1`,
      [challenge.accountId, challenge.id, new Date(now - CHALLENGE_MS), MAILING_CHALLENGES - 1],
    );
    const until = Math.max(sent + RESEND_MS, other ? other.at.getTime() + CHALLENGE_MS : -Infinity);
    return Math.max(0, Math.ceil((until - now) / 1000));
  }
}

/** The code is tied to its challenge: the same digits elsewhere have another hash. */
const codePurpose = ({ id }: Challenge): string => `email-code/${id}`;

/** Whom an audit entry about a challenge names. */
export const personOf = ({ accountId, login, unitId, agencyId }: Challenge) => ({
  accountId,
  login,
  unitId,
  agencyId,
});
