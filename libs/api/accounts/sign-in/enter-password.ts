import { AuditTrail } from '@sms111/api/audit';
import { Db, problem } from '@sms111/api/platform';
import type { AnswerOf, enterPassword } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { Authentication } from '../doors/authentication';
import type { Knock } from '../doors/knock';
import { Challenges } from './challenges';
import type { FirstFactor } from './check-password';
import { maskEmail } from './mask-email';
import { SignInThrottle } from './sign-in-throttle';

export interface OpenedChallenge {
  readonly token: string;
  readonly shape: AnswerOf<typeof enterPassword>;
}

/** First step of signing in: a right password opens a challenge, nothing more. */
@Injectable()
export class EnterPassword {
  constructor(
    private readonly db: Db,
    private readonly authentication: Authentication,
    private readonly challenges: Challenges,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems: `sign-in-failed`, `too-many-attempts`. */
  async execute(knock: Knock): Promise<OpenedChallenge> {
    const first = await this.authentication.firstFactor(knock);
    if (!first) throw problem('sign-in-failed');
    const { token, endsAt } = await this.open(first, knock);
    const { email } = first.account;
    return {
      token,
      shape: {
        methods: [...first.methods],
        emailMasked: email && maskEmail(email),
        endsAt: endsAt.toISOString(),
      },
    };
  }

  private open(first: FirstFactor, { visitor }: Knock): Promise<{ token: string; endsAt: Date }> {
    const { id: accountId, login, unitId, agencyId } = first.account;
    return this.db.transaction(async tx => {
      await this.throttle.takeBack(tx, first.attempt);
      const opened = await this.challenges.open(tx, first, visitor.address);
      await this.audit.record(
        tx,
        { ...visitor, accountId, login, unitId, agencyId },
        { action: 'session.password-accepted' },
      );
      return opened;
    });
  }
}
