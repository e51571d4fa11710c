import { Config } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { HttpReply, HttpRequest } from './door';

const read = (request: HttpRequest, name: string): string | null => {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim() || null;
  }
  return null;
};

/**
 * The two cookies: session and running challenge. HttpOnly, SameSite=Strict; over https also Secure, and with the
 * name prefixes that keep a neighbouring host from planting one. Their values are base64url.
 */
@Injectable()
export class Cookies {
  private readonly secure: boolean;
  readonly sessionName: string;
  readonly challengeName: string;

  constructor(config: Config) {
    this.secure = config.production || config.get('PUBLIC_URL').startsWith('https://');
    this.sessionName = this.secure ? '__Host-sms111' : 'sms111';
    // `__Host-` would demand the path `/`; the challenge is sent to the sign-in only.
    this.challengeName = this.secure ? '__Secure-sms111-challenge' : 'sms111-challenge';
  }

  session(request: HttpRequest): string | null {
    return read(request, this.sessionName);
  }

  challenge(request: HttpRequest): string | null {
    return read(request, this.challengeName);
  }

  /** Lives as long as the browser; the server decides when the session ends. */
  setSession(reply: HttpReply, token: string): void {
    this.set(reply, this.sessionName, token, '/');
  }

  setChallenge(reply: HttpReply, token: string, seconds: number): void {
    this.set(reply, this.challengeName, token, CHALLENGE_PATH, seconds);
  }

  clearSession(reply: HttpReply): void {
    this.set(reply, this.sessionName, '', '/', 0);
  }

  clearChallenge(reply: HttpReply): void {
    this.set(reply, this.challengeName, '', CHALLENGE_PATH, 0);
  }

  private set(reply: HttpReply, name: string, value: string, path: string, maxAge?: number): void {
    const parts = [`${name}=${value}`, `Path=${path}`, 'HttpOnly', 'SameSite=Strict'];
    if (this.secure) parts.push('Secure');
    if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`);
    reply.header('Set-Cookie', parts.join('; '));
  }
}

const CHALLENGE_PATH = '/web/session';
