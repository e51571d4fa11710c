import { AuditTrail } from '@sms111/api/audit';
import { Notices } from '@sms111/api/notices';
import { Db, problem, Secrets, type Visitor } from '@sms111/api/platform';
import type { AnswerOf, sendCode } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { Challenges, EMAIL_CODE_MS, personOf, RESEND_MS, WRONG_CODES } from './challenges';
import { maskEmail } from './mask-email';

/** Sends a one-time code to the account's mail address. */
@Injectable()
export class SendCode {
  constructor(
    private readonly db: Db,
    private readonly challenges: Challenges,
    private readonly secrets: Secrets,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems: `code-expired` (start again), `too-many-attempts` {seconds}. */
  execute(visitor: Visitor, token: string | null): Promise<AnswerOf<typeof sendCode>> {
    return this.db.transaction(async tx => {
      const challenge = await this.challenges.lock(tx, token);
      if (!challenge?.email || challenge.attempts >= WRONG_CODES)
        throw problem('code-expired', { restart: true });
      const seconds = await this.challenges.secondsUntilMail(tx, challenge);
      if (seconds > 0)
        throw problem('too-many-attempts', { seconds }, [], { 'Retry-After': String(seconds) });
      const code = this.secrets.code();
      const endsAt = await this.challenges.keepCode(tx, challenge, code);
      await this.notices.mail(tx, {
        to: { name: challenge.name, email: challenge.email },
        kind: 'sign-in-code',
        params: { code, minutes: EMAIL_CODE_MS / 60_000 },
        goodUntil: endsAt,
      });
      await this.audit.record(tx, { ...visitor, ...personOf(challenge) }, { action: 'session.code-sent' });
      return {
        sentTo: maskEmail(challenge.email),
        endsAt: endsAt.toISOString(),
        nextAfterSeconds: RESEND_MS / 1000,
      };
    });
  }
}
