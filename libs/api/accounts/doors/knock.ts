import { visitorOf, type Visitor } from '@sms111/api/platform';
import type { Cookies } from './cookies';
import type { HttpRequest } from './door';

/**
 * What somebody shows at a door. The Passport strategies see this instead of the request: no query string
 * (credentials there would stand in logs), and nothing that they could change.
 */
export class Knock {
  readonly query = {};

  constructor(
    readonly visitor: Visitor,
    readonly body: object,
    readonly sessionToken: string | null,
    readonly authorization: string | null,
  ) {}
}

export const knockOf = (request: HttpRequest, cookies: Cookies): Knock => {
  const { body } = request;
  return new Knock(
    visitorOf(request),
    typeof body === 'object' && body !== null ? body : {},
    cookies.session(request),
    request.headers.authorization ?? null,
  );
};
