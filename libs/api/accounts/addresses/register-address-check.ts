import { ProblemError, visitorOf } from '@sms111/api/platform';
import { doorOf, type HttpRequest } from '../doors/door';
import { Refusals } from '../doors/refusals';
import { AddressCheck } from './address-check';

/** What is needed of a Nest application on Fastify; this room does not import the server. */
export interface AddressedApp {
  get<T>(type: abstract new (...args: never[]) => T, options: { strict: boolean }): T;
  getHttpAdapter(): { getInstance(): unknown };
}

interface HookedServer {
  addHook(name: 'onRequest', hook: (request: HttpRequest) => Promise<void>): unknown;
}

const isHooked = (server: unknown): server is HookedServer =>
  typeof server === 'object' &&
  server !== null &&
  'addHook' in server &&
  typeof server.addHook === 'function';

/**
 * Puts the address check before every route, static files and unknown paths included. Call it right after the
 * application was made, before plugins are registered and before `init`. Needs the platform's ProblemFilter.
 */
export const registerAddressCheck = (app: AddressedApp): void => {
  const server = app.getHttpAdapter().getInstance();
  if (!isHooked(server)) throw new Error('the address check needs an application on Fastify');
  const check = app.get(AddressCheck, { strict: false });
  const refusals = app.get(Refusals, { strict: false });
  server.addHook('onRequest', async request => {
    const door = doorOf(request.routeOptions.url);
    if (!door) return;
    try {
      await check.door(door, request.ip);
    } catch (error) {
      if (error instanceof ProblemError) await refusals.record(visitorOf(request), error.code, door);
      throw error;
    }
  });
};
