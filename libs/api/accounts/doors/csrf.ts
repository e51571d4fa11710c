import { problem, Secrets } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { HttpRequest } from './door';

const PURPOSE = 'csrf';
const SAFE = new Set(['GET', 'HEAD']);

const sent = (header: string | string[] | undefined): string =>
  Array.isArray(header) ? (header[0] ?? '') : (header ?? '');

/** Requests that change something must come from our own pages. */
@Injectable()
export class Csrf {
  constructor(private readonly secrets: Secrets) {}

  /** The token of a session: a keyed hash of the session's own token, so nothing has to be stored. */
  tokenOf(sessionToken: string): string {
    return this.secrets.hash(PURPOSE, sessionToken).toString('base64url');
  }

  /** In a session: `X-CSRF-Token` on everything but reads. Problem: `csrf-token-wrong`. */
  check(request: HttpRequest, sessionToken: string): void {
    if (SAFE.has(request.method)) return;
    const given = Buffer.from(sent(request.headers['x-csrf-token']), 'base64url');
    if (!this.secrets.matches(PURPOSE, sessionToken, given)) throw problem('csrf-token-wrong');
  }

  /**
   * Before there is a session: what the browser itself says about the page that asks. Programs do not send this
   * header and have no cookie that could be abused. Problem: `csrf-token-wrong`.
   */
  checkOrigin(request: HttpRequest): void {
    if (SAFE.has(request.method)) return;
    const site = sent(request.headers['sec-fetch-site']);
    if (site !== '' && site !== 'same-origin' && site !== 'none') throw problem('csrf-token-wrong');
  }
}
