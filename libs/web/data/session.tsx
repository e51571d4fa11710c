import { endSession, extendSession, showSession, type ResponseOf } from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';
import { call } from './call';
import { connection } from './connection';
import { isProblem } from './problem-error';

export type Session = ResponseOf<typeof showSession>;

/** Who is signed in; `null` when nobody is. Asking does not lengthen the session. */
export const sessionQuery = queryOptions<Session | null>({
  queryKey: [showSession.id],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    try {
      const session = await call(showSession, {}, { signal, background: true });
      connection.csrfToken = session.csrfToken;
      return session;
    } catch (error) {
      if (isProblem(error, 'not-signed-in')) return null;
      throw error;
    }
  },
});

/** Begins to act as somebody: all that was fetched for somebody else is forgotten. */
export const openSession = (client: QueryClient, session: Session): void => {
  connection.csrfToken = session.csrfToken;
  connection.lastActivity = Date.now();
  connection.closed = null;
  client.removeQueries({ predicate: query => query.queryKey[0] !== showSession.id });
  client.setQueryData(sessionQuery.queryKey, session);
};

/** Forgets who was signed in and everything that they saw. */
export const closeSession = (client: QueryClient, why: NonNullable<typeof connection.closed>): void => {
  // The first to notice knows best: after signing out by choice, late answers say that nobody is signed in.
  if (client.getQueryData(sessionQuery.queryKey)) connection.closed = why;
  connection.csrfToken = null;
  client.setQueryData(sessionQuery.queryKey, null);
  client.removeQueries({ predicate: query => query.queryKey[0] !== showSession.id });
};

/** The session, or `null` before signing in. */
export const useMaybeSession = (): Session | null => useQuery(sessionQuery).data ?? null;

const SessionContext = createContext<Session | null>(null);

/**
 * Gives the session to what stands inside of the shell. By context and not by the query, so that nothing inside
 * ever sees a session that has just ended: the gate takes it all away at once.
 */
export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <SessionContext value={session}>{children}</SessionContext>
);

/** The session; only for what stands inside of the shell. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (!session) throw new Error('a component that needs a session stands outside of the shell');
  return session;
};

/** Whether the person has a right. Components ask this, never for a role. */
export const useCan = (permission: Permission): boolean => useSession().permissions.includes(permission);

/** Any of several rights. */
export const useCanAny = (...permissions: readonly Permission[]): boolean => {
  const session = useSession();
  return permissions.some(permission => session.permissions.includes(permission));
};

/** 「延長使用時間」. */
export const useExtendSession = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(extendSession),
    onSuccess: session => client.setQueryData(sessionQuery.queryKey, session),
  });
};

/** Signs out; even when the server cannot be told, this browser forgets. */
export const useSignOut = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(endSession),
    onSettled: () => closeSession(client, 'by-choice'),
  });
};
