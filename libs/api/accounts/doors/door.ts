import { METRICS_PATH, type visitorOf } from '@sms111/api/platform';

/** The request as the HTTP server gives it; only the platform names that server. */
export type HttpRequest = Parameters<typeof visitorOf>[0];

/** What the doors need of a reply. */
export interface HttpReply {
  header(name: string, value: string): unknown;
}

/** `web`: people with a session. `api`: systems with a key. */
export type Door = 'web' | 'api';

const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/**
 * The door of a matched route. `null`: open to the machine's own probes (`/health`), or guarded by a list of its own
 * (`/metrics`).
 * It takes the pattern that the router matched, not the URL, so that no spelling of a path slips past; whatever
 * matched nothing, static files included, belongs to the web door.
 */
export const doorOf = (route: string | undefined): Door | null => {
  if (route !== undefined && (isUnder(route, '/health') || route === METRICS_PATH)) return null;
  return route !== undefined && isUnder(route, '/api/v1') ? 'api' : 'web';
};
