import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, problem, ProblemError, type Tx, type Visitor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { AddressCheck } from '../addresses/address-check';
import { Refusals } from '../doors/refusals';
import { Sessions } from '../sessions/sessions';
import { Challenges, personOf, WRONG_CODES, type Challenge } from './challenges';
import type { FactorMethod } from './check-password';
import { SignInThrottle } from './sign-in-throttle';
import { TotpFactor } from './totp-factor';

export interface OpenedSession {
  readonly id: string;
  readonly token: string;
  readonly accountId: string;
}

interface HeldTokens {
  readonly challenge: string | null;
  readonly session: string | null;
}

interface GivenCode {
  readonly method: FactorMethod;
  readonly code: string;
}

/** Second step of signing in: a right code opens the session. No role gets in with one factor (ACC-5, baseline 37). */
@Injectable()
export class EnterCode {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly challenges: Challenges,
    private readonly totp: TotpFactor,
    private readonly throttle: SignInThrottle,
    private readonly sessions: Sessions,
    private readonly addresses: AddressCheck,
    private readonly audit: AuditTrail,
    private readonly refusals: Refusals,
  ) {}

  /**
   * `held`: the tokens of the browser's cookies. A session that it still holds ends.
   * Problems: `code-wrong` {restart}, `code-expired` {restart}, `too-many-attempts` {seconds}, `address-not-allowed`.
   * `restart`: the challenge is over, the password must be entered again.
   */
  async execute(visitor: Visitor, held: HeldTokens, given: GivenCode): Promise<OpenedSession> {
    try {
      // A refusal is an answer of the transaction, not a fault in it: its count and its entry must be committed.
      const outcome = await this.db.transaction(tx => this.decide(tx, visitor, held, given));
      if (outcome instanceof ProblemError) throw outcome;
      return outcome;
    } catch (error) {
      if (error instanceof ProblemError) await this.refusals.record(visitor, error.code, 'second-factor');
      throw error;
    }
  }

  private async decide(
    tx: Tx,
    visitor: Visitor,
    held: HeldTokens,
    given: GivenCode,
  ): Promise<OpenedSession | ProblemError> {
    const challenge = await this.challenges.lock(tx, held.challenge);
    if (!challenge || challenge.attempts >= WRONG_CODES) return problem('code-expired', { restart: true });
    await this.addresses.account('web', challenge.accountId, visitor.address);
    // Wrong codes count like wrong passwords, so that new challenges bring no new guesses.
    await this.throttle.take(tx, challenge.login, visitor.address);
    const fault = await this.judge(tx, challenge, given);
    if (fault) return this.refuse(tx, visitor, challenge, given.method, fault);
    const opened = await this.open(tx, visitor, challenge, given.method);
    if (held.session) await this.sessions.replace(tx, held.session, { ...visitor, ...personOf(challenge) });
    return opened;
  }

  private async judge(
    tx: Tx,
    challenge: Challenge,
    { method, code }: GivenCode,
  ): Promise<'code-wrong' | 'code-expired' | null> {
    if (method === 'totp') return (await this.totp.take(tx, challenge, code)) ? null : 'code-wrong';
    if (!this.challenges.matchesCode(challenge, code)) return 'code-wrong';
    const endsAt = challenge.emailCodeEndsAt?.getTime() ?? 0;
    return endsAt > this.clock.ms() ? null : 'code-expired';
  }

  private async refuse(
    tx: Tx,
    visitor: Visitor,
    challenge: Challenge,
    method: FactorMethod,
    reason: 'code-wrong' | 'code-expired',
  ): Promise<ProblemError> {
    await this.challenges.countWrong(tx, challenge);
    await this.audit.record(
      tx,
      { ...visitor, ...personOf(challenge) },
      { action: 'session.refused', outcome: 'refused', detail: { reason, method } },
    );
    return problem(reason, { restart: challenge.attempts + 1 >= WRONG_CODES });
  }

  private async open(
    tx: Tx,
    visitor: Visitor,
    challenge: Challenge,
    method: FactorMethod,
  ): Promise<OpenedSession> {
    const person = personOf(challenge);
    await this.challenges.use(tx, challenge);
    await this.throttle.clear(tx, challenge.login);
    const { id, token } = await this.sessions.open(tx, challenge.accountId, visitor);
    await tx.execute('UPDATE account SET last_sign_in_at = $2 WHERE id = $1', [
      challenge.accountId,
      this.clock.now(),
    ]);
    await this.audit.record(
      tx,
      { ...visitor, ...person, sessionId: id },
      { action: 'session.opened', object: { kind: 'session', id }, detail: { method } },
    );
    return { id, token, accountId: challenge.accountId };
  }
}
