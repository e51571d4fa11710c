import type { Language } from '@sms111/phrases';

/**
 * What every call carries and learns: the CSRF token and language that go out, the server's clock and the moment
 * of the last deed that come back. It lives outside of React because calls do.
 */
interface Connection {
  csrfToken: string | null;
  language: Language;
  /** Server's time less ours, in ms. */
  clockOffset: number;
  /** When (our clock) the server last counted a call of ours as activity; 0 before the first. */
  lastActivity: number;
  /** Why the last session of this page ended; `null` before the first has ended. */
  closed: 'by-choice' | 'by-time' | null;
}

export const connection: Connection = {
  csrfToken: null,
  language: 'zh-TW',
  clockOffset: 0,
  lastActivity: 0,
  closed: null,
};

/** The server's time now, in ms. */
export const serverNow = (): number => Date.now() + connection.clockOffset;
