import { connection, serverNow, type Session } from '@sms111/web/data';
import { useNow } from '@sms111/web/ui';

export interface Remaining {
  readonly seconds: number;
  /** The longest time of a session comes first: it cannot be extended. */
  readonly absolute: boolean;
}

/** Seconds until the session ends, by what the server said and by what was done here since. */
export const remainingOf = (session: Session, now: number): Remaining => {
  const byActivity = connection.lastActivity + connection.clockOffset + session.idleSeconds * 1000;
  const idle = Math.max(Date.parse(session.idleEndsAt), byActivity);
  const absolute = Date.parse(session.absoluteEndsAt);
  return { seconds: Math.floor((Math.min(idle, absolute) - now) / 1000), absolute: absolute <= idle };
};

/** The same, each second anew. */
export const useRemaining = (session: Session): Remaining => {
  useNow(1000);
  return remainingOf(session, serverNow());
};
