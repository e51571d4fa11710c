import {
  CurrentActor,
  CurrentVisitor,
  Db,
  Input,
  problem,
  RawRequest,
  Route,
  type Actor,
  type Visitor,
} from '@sms111/api/platform';
import {
  endSession,
  enterCode,
  enterPassword,
  extendSession,
  listSessions,
  revokeSession,
  sendCode,
  showSession,
  type InputOf,
} from '@sms111/contracts';
import { Controller, Res } from '@nestjs/common';
import { Cookies } from '../doors/cookies';
import type { HttpReply, HttpRequest } from '../doors/door';
import { knockOf } from '../doors/knock';
import { CHALLENGE_MS } from '../sign-in/challenges';
import { EnterCode } from '../sign-in/enter-code';
import { EnterPassword } from '../sign-in/enter-password';
import { SendCode } from '../sign-in/send-code';
import { EndSession } from './end-session';
import { RevokeSession } from './revoke-session';
import { SessionViews } from './session.views';
import { Sessions } from './sessions';

/** Signing in and out. Beside each call stands only what a cookie must be told. */
@Controller()
export class SessionController {
  constructor(
    private readonly db: Db,
    private readonly cookies: Cookies,
    private readonly password: EnterPassword,
    private readonly mail: SendCode,
    private readonly code: EnterCode,
    private readonly sessions: Sessions,
    private readonly views: SessionViews,
    private readonly ending: EndSession,
    private readonly revoking: RevokeSession,
  ) {}

  @Route(enterPassword)
  async enterPassword(
    @Input() _checked: InputOf<typeof enterPassword>,
    @RawRequest() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const { token, shape } = await this.password.execute(knockOf(request, this.cookies));
    this.cookies.setChallenge(reply, token, CHALLENGE_MS / 1000);
    return shape;
  }

  @Route(sendCode)
  sendCode(
    @Input() _checked: InputOf<typeof sendCode>,
    @CurrentVisitor() visitor: Visitor,
    @RawRequest() request: HttpRequest,
  ) {
    return this.mail.execute(visitor, this.cookies.challenge(request));
  }

  @Route(enterCode)
  async enterCode(
    @Input() { body }: InputOf<typeof enterCode>,
    @CurrentVisitor() visitor: Visitor,
    @RawRequest() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const held = { challenge: this.cookies.challenge(request), session: this.cookies.session(request) };
    const opened = await this.code.execute(visitor, held, body);
    this.cookies.setSession(reply, opened.token);
    this.cookies.clearChallenge(reply);
    return this.views.shape(this.db, opened.id, opened.token);
  }

  @Route(showSession)
  show(@CurrentActor() actor: Actor, @RawRequest() request: HttpRequest) {
    return this.shape(actor, request);
  }

  @Route(extendSession)
  async extend(@CurrentActor() actor: Actor, @RawRequest() request: HttpRequest) {
    await this.sessions.extend(this.db, sessionOf(actor));
    return this.shape(actor, request);
  }

  @Route(endSession)
  async end(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: HttpReply) {
    await this.ending.execute(actor);
    this.cookies.clearSession(reply);
    return undefined;
  }

  @Route(listSessions)
  list(@CurrentActor() actor: Actor) {
    return this.views.list(this.db, actor.accountId, actor.sessionId);
  }

  @Route(revokeSession)
  async revoke(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof revokeSession>) {
    await this.revoking.execute(actor, params.sessionId);
    return undefined;
  }

  private shape(actor: Actor, request: HttpRequest) {
    return this.views.shape(this.db, sessionOf(actor), this.cookies.session(request) ?? '');
  }
}

const sessionOf = ({ sessionId }: Actor): string => {
  if (!sessionId) throw problem('not-signed-in');
  return sessionId;
};
