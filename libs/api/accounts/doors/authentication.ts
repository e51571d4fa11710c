import { Injectable } from '@nestjs/common';
import passport, { type Strategy } from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { ApiKeys } from '../keys/api-keys';
import { Sessions } from '../sessions/sessions';
import { CheckPassword, FirstFactor } from '../sign-in/check-password';
import { Admission } from './admission';
import { AskStrategy } from './ask-strategy';
import { Knock } from './knock';

/** As much of Passport as is used here; its own types know Express only. */
interface Ways {
  use(name: string, strategy: Strategy): unknown;
  authenticate(
    name: string,
    options: { session: false },
    decide: (fault: unknown, user: unknown) => void,
  ): (knock: Knock, reply: object, next: (fault?: unknown) => void) => void;
}

/**
 * The ways in, as Passport strategies: `password` (first factor), `session` (people), `api-key` (systems).
 * One Passport for each application, not the package's shared one: two applications in a process keep apart.
 */
@Injectable()
export class Authentication {
  private readonly ways: Ways = new passport.Passport();

  constructor(password: CheckPassword, sessions: Sessions, keys: ApiKeys) {
    this.ways.use('password', passwordStrategy(password));
    this.ways.use(
      'session',
      new AskStrategy(async ({ visitor, sessionToken }) =>
        sessionToken ? sessions.admit(sessionToken, visitor) : null,
      ),
    );
    this.ways.use(
      'api-key',
      new AskStrategy(async ({ visitor, authorization }) =>
        authorization ? keys.admit(authorization, visitor) : null,
      ),
    );
  }

  /** A person by session cookie; `null` without a living session. */
  person(knock: Knock): Promise<Admission | null> {
    return this.run('session', knock, Admission);
  }

  /** A system by `Authorization: Bearer`; `null` without a valid key. */
  system(knock: Knock): Promise<Admission | null> {
    return this.run('api-key', knock, Admission);
  }

  /** Login and password of the body. Problems: `sign-in-failed`, `too-many-attempts`. */
  firstFactor(knock: Knock): Promise<FirstFactor | null> {
    return this.run('password', knock, FirstFactor);
  }

  private run<T>(strategy: string, knock: Knock, kind: new (...args: never[]) => T): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const decide = (fault: unknown, user: unknown): void => {
        if (fault) reject(asError(fault));
        else resolve(user instanceof kind ? user : null);
      };
      this.ways.authenticate(strategy, { session: false }, decide)(knock, {}, fault =>
        reject(asError(fault)),
      );
    });
  }
}

const asError = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)));

const passwordStrategy = (password: CheckPassword): LocalStrategy =>
  new LocalStrategy(
    { usernameField: 'login', passwordField: 'password', passReqToCallback: true, session: false },
    (knock: object, login, secret, done) => {
      if (!(knock instanceof Knock))
        return done(new Error('a strategy was given something else than a knock'));
      password.execute(knock.visitor, login, secret).then(
        found => done(null, found),
        (fault: unknown) => done(fault),
      );
    },
  );
