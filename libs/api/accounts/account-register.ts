import { AuditTrail, type Bystander } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { failedPasswordRules, type PERSON_ROLES } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Account } from './accounts.entity';
import { PasswordHashes } from './sign-in/password-hashes';
import { TotpFactor } from './sign-in/totp-factor';

type PersonRole = (typeof PERSON_ROLES)[number];

interface AccountBase {
  readonly unitId: string;
  readonly login: string;
  readonly name: string;
}

/** A person: password and at least one second factor, or the account cannot sign in. */
export interface NewPerson extends AccountBase {
  readonly role: PersonRole;
  readonly email: string | null;
  /** As `PasswordHashes.hash` made it: hashing is slow and does not belong into a transaction. */
  readonly passwordHash: string;
  /** Base32, as the authenticator app gets it. */
  readonly totpSecret?: string;
}

/** An agency's system: it has keys, no password. */
export interface NewSystem extends AccountBase {
  /** Where failures of the system are told. */
  readonly email?: string;
  /** Whether the unit's name is put in front of its texts (A14). */
  readonly autoPrefix?: boolean;
}

/** As `loginKey` will look for it; upper case stays for the eye. */
const spelled = (login: string): string => login.trim().normalize('NFKC');

/** Creates accounts. Every write leaves its audit entry; no secret is in it. */
@Injectable()
export class AccountRegister {
  constructor(
    private readonly clock: Clock,
    private readonly hashes: PasswordHashes,
    private readonly totp: TotpFactor,
    private readonly audit: AuditTrail,
  ) {}

  /** For `createPerson`; about 60 ms. Problem: `invalid-request` with every rule that the password fails (GSP-16). */
  async hashPassword(password: string, login: string): Promise<string> {
    const failed = failedPasswordRules(password, login);
    if (failed.length > 0) {
      throw problem(
        'invalid-request',
        {},
        failed.map(code => ({ pointer: '/password', code })),
      );
    }
    return this.hashes.hash(password);
  }

  async createPerson(tx: Tx, by: Actor | Bystander, given: NewPerson): Promise<string> {
    const { totpSecret, ...person } = given;
    const account = tx.em.create(Account, {
      ...person,
      login: spelled(given.login),
      kind: 'web',
      createdAt: this.clock.now(),
    });
    await tx.em.flush();
    // The seal ties the seed to the account, whose id the database has just made.
    if (totpSecret) account.totpSealed = await this.totp.seal(account.id, totpSecret);
    await tx.em.flush();
    await this.record(tx, by, account);
    return account.id;
  }

  async createSystem(tx: Tx, by: Actor | Bystander, given: NewSystem): Promise<string> {
    const account = tx.em.create(Account, {
      ...given,
      login: spelled(given.login),
      kind: 'api',
      role: 'system',
      createdAt: this.clock.now(),
    });
    await tx.em.flush();
    await this.record(tx, by, account);
    return account.id;
  }

  private async record(
    tx: Tx,
    by: Actor | Bystander,
    { id, kind, role, login, unitId }: Account,
  ): Promise<void> {
    await this.audit.record(tx, by, {
      action: 'account.created',
      object: { kind: 'account', id },
      detail: { kind, role, login, unitId },
    });
  }
}
