import { AuditTrail } from '@sms111/api/audit';
import { Db, problem, ProblemError, type Visitor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { Refusals } from '../doors/refusals';
import { loginKey } from './login-key';
import { PasswordHashes } from './password-hashes';
import { SignInThrottle, type Attempt } from './sign-in-throttle';

/** A second factor that an account has. */
export type FactorMethod = 'totp' | 'email';

interface Candidate {
  id: string;
  login: string;
  unitId: string;
  agencyId: string;
  email: string | null;
  passwordHash: string | null;
  hasTotp: boolean;
  status: string;
}

/** An account whose password was right. Nobody is signed in by that. */
export class FirstFactor {
  constructor(
    readonly account: {
      readonly id: string;
      readonly login: string;
      readonly unitId: string;
      readonly agencyId: string;
      readonly email: string | null;
    },
    readonly methods: readonly [FactorMethod, ...FactorMethod[]],
    readonly attempt: Attempt,
  ) {}
}

/** The second factors of an account, the stronger first. */
const methodsOf = ({ hasTotp, email }: Candidate): FactorMethod[] => [
  ...(hasTotp ? (['totp'] as const) : []),
  ...(email ? (['email'] as const) : []),
];

/**
 * The first factor. An unknown login, a disabled account, one without a second factor and a wrong password get the
 * same answer after the same work (baseline 46). Problems: `sign-in-failed`, `too-many-attempts`.
 */
@Injectable()
export class CheckPassword {
  constructor(
    private readonly db: Db,
    private readonly hashes: PasswordHashes,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditTrail,
    private readonly refusals: Refusals,
  ) {}

  async execute(visitor: Visitor, login: string, password: string): Promise<FirstFactor> {
    const attempt = await this.take(visitor, login);
    const candidate = await this.find(login);
    const right = await this.hashes.matches(candidate?.passwordHash ?? null, password);
    const [first, ...more] = candidate ? methodsOf(candidate) : [];
    if (!candidate || !right || candidate.status !== 'active' || !first) {
      await this.refuse(visitor, candidate, right, first !== undefined);
      throw problem('sign-in-failed');
    }
    return new FirstFactor(candidate, [first, ...more], attempt);
  }

  private async take(visitor: Visitor, login: string): Promise<Attempt> {
    try {
      return await this.db.transaction(tx => this.throttle.take(tx, login, visitor.address));
    } catch (error) {
      if (error instanceof ProblemError) await this.refusals.record(visitor, error.code, 'password');
      throw error;
    }
  }

  private async find(login: string): Promise<Candidate | null> {
    const [row] = await this.db.query<Candidate>(
      `SELECT a.id, a.login, a.unit_id AS "unitId", u.agency_id AS "agencyId", a.email, a.status,
              a.password_hash AS "passwordHash", a.totp_sealed IS NOT NULL AS "hasTotp"
         FROM account a JOIN unit u ON u.id = a.unit_id WHERE lower(a.login) = $1 AND a.kind = 'web'`,
      [loginKey(login)],
    );
    return row ?? null;
  }

  /** The login is only written down where it names an account: people mistype passwords into that field. */
  private async refuse(
    visitor: Visitor,
    candidate: Candidate | null,
    right: boolean,
    hasSecond: boolean,
  ): Promise<void> {
    const reason = !candidate
      ? 'unknown-login'
      : !right
        ? 'password-wrong'
        : hasSecond
          ? 'account-disabled'
          : 'no-second-factor';
    const by = candidate
      ? {
          ...visitor,
          accountId: candidate.id,
          login: candidate.login,
          unitId: candidate.unitId,
          agencyId: candidate.agencyId,
        }
      : visitor;
    await this.db.transaction(tx =>
      this.audit.record(tx, by, { action: 'session.refused', outcome: 'refused', detail: { reason } }),
    );
  }
}
