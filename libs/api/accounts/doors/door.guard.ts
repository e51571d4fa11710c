import { endpointOf, problem, ProblemError, visitorOf, type Actor } from '@sms111/api/platform';
import { extendSession, showSession, type AnyEndpoint } from '@sms111/contracts';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AddressCheck } from '../addresses/address-check';
import { Sessions } from '../sessions/sessions';
import type { Admission } from './admission';
import { Authentication } from './authentication';
import { Cookies } from './cookies';
import { Csrf } from './csrf';
import { doorOf, type Door, type HttpReply, type HttpRequest } from './door';
import { knockOf } from './knock';
import { Refusals } from './refusals';

/** Asking how long the session lasts is no activity; pressing 「延長使用時間」 writes for itself. */
const PASSIVE = new Set([showSession.id, extendSession.id]);

/**
 * Stands before every handler of the application. Denies by default: a handler that serves no endpoint is not
 * there, an endpoint without a session or key stays shut, a right that the role lacks is refused (ACC-4, baseline 11).
 */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly authentication: Authentication,
    private readonly addresses: AddressCheck,
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly csrf: Csrf,
    private readonly refusals: Refusals,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    http.getResponse<HttpReply>().header('Cache-Control', 'no-store');
    const endpoint = endpointOf(context);
    if (!endpoint) throw problem('not-found');
    try {
      if (endpoint.permission === 'public') this.csrf.checkOrigin(request);
      else await this.admit(endpoint, request);
    } catch (error) {
      if (error instanceof ProblemError) {
        await this.refusals.record(request.actor ?? visitorOf(request), error.code, endpoint.id);
      }
      throw error;
    }
    return true;
  }

  private async admit(endpoint: AnyEndpoint, request: HttpRequest): Promise<void> {
    const door = doorOf(endpoint.path);
    if (!door) throw new Error(`${endpoint.id} lies at no door and is not public`);
    const admission = door === 'api' ? await this.system(request) : await this.person(request);
    const { actor } = admission;
    request.actor = actor;
    await this.enter(endpoint, door, actor, request, admission);
  }

  private async enter(
    endpoint: AnyEndpoint,
    door: Door,
    actor: Actor,
    request: HttpRequest,
    admission: Admission,
  ): Promise<void> {
    const { permission } = endpoint;
    await this.addresses.account(door, actor.accountId, actor.address);
    if (admission.sessionToken) this.csrf.check(request, admission.sessionToken);
    if (permission !== 'signed-in' && permission !== 'public' && !actor.permissions.has(permission)) {
      throw problem('permission-missing', { permission });
    }
    if (!PASSIVE.has(endpoint.id) && request.headers['x-background'] !== '1')
      await this.sessions.touch(admission);
  }

  private async person(request: HttpRequest): Promise<Admission> {
    const knock = knockOf(request, this.cookies);
    const admission = await this.authentication.person(knock);
    if (admission) return admission;
    // A key opens the other door only; without a session it is the only thing that was shown.
    throw problem(knock.authorization && !knock.sessionToken ? 'wrong-door' : 'not-signed-in');
  }

  private async system(request: HttpRequest): Promise<Admission> {
    const knock = knockOf(request, this.cookies);
    const admission = await this.authentication.system(knock);
    if (admission) return admission;
    if (await this.showsAPerson(knock.sessionToken, knock.authorization)) throw problem('wrong-door');
    throw problem('api-key-wrong', {}, [], { 'WWW-Authenticate': 'Bearer realm="sms111"' });
  }

  /** A person's session, as cookie or as bearer, or login and password. */
  private async showsAPerson(sessionToken: string | null, authorization: string | null): Promise<boolean> {
    if (!authorization) return sessionToken !== null;
    const [scheme = '', credentials = ''] = authorization.split(' ');
    if (/^basic$/i.test(scheme)) return true;
    return credentials !== '' && this.sessions.isToken(credentials);
  }
}
