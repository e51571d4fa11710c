import type { Language } from '@sms111/phrases';
import {
  connection,
  makeQueryClient,
  openSession,
  SessionProvider,
  sessionQuery,
  setLanguage,
  useComponentWords,
  useMaybeSession,
  type Session,
} from '@sms111/web/data';
import { ToastProvider, UiProvider } from '@sms111/web/ui';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { configure, render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { FakeServer } from './fake-server';

/** How long a page may take to come to a state: a bound for what never comes, not a measure of a busy machine. */
configure({ asyncUtilTimeout: 20_000 });

export interface PageSetting {
  /** Who is signed in; `null`: nobody. Without it the session is asked of the server. */
  readonly session?: Session | null;
  /** Where the page stands, with its query: `/records?state=failed`. */
  readonly at?: string;
  /** The route's path, when it has parameters: `/batches/:id`. */
  readonly path?: string;
  readonly server?: FakeServer;
  readonly language?: Language;
  /** Why the last session ended, for the sign-in page. */
  readonly closed?: typeof connection.closed;
  /** Other routes that the page leads to. */
  readonly routes?: readonly RouteObject[];
}

export interface RenderedPage extends RenderResult {
  readonly server: FakeServer;
  readonly user: UserEvent;
  readonly client: QueryClient;
  /** Path and query where the router stands now. */
  readonly where: () => string;
}

/** What the shell's gate does for a page. */
const Signed = ({ children }: { readonly children: ReactNode }) => {
  const session = useMaybeSession();
  return session ? <SessionProvider session={session}>{children}</SessionProvider> : children;
};

const Frame = ({ children }: { readonly children: ReactNode }) => (
  <UiProvider words={useComponentWords()}>
    <ToastProvider>{children}</ToastProvider>
  </UiProvider>
);

/** Puts a page on the screen as the application does: theme, words, cache, router, and a server behind `fetch`. */
export const renderPage = (
  page: ReactNode,
  {
    session,
    at = '/',
    path,
    server = new FakeServer(),
    language = 'zh-TW',
    closed = null,
    routes = [],
  }: PageSetting = {},
): RenderedPage => {
  globalThis.fetch = server.fetch;
  // jsdom has no view that could be scrolled.
  window.scrollTo = () => undefined;
  Object.assign(connection, { csrfToken: null, clockOffset: 0, lastActivity: 0, closed });
  setLanguage(language);
  const client = makeQueryClient();
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retry: false, gcTime: Infinity },
  });
  if (session) openSession(client, session);
  if (session === null) client.setQueryData(sessionQuery.queryKey, null);
  const router = createMemoryRouter(
    [
      { path: path ?? new URL(at, 'http://localhost').pathname, element: <Signed>{page}</Signed> },
      ...routes,
      { path: '*', element: null },
    ],
    { initialEntries: [at] },
  );
  const result = render(
    <QueryClientProvider client={client}>
      <Frame>
        <RouterProvider router={router} />
      </Frame>
    </QueryClientProvider>,
  );
  const where = () => `${router.state.location.pathname}${router.state.location.search}`;
  return { ...result, server, user: userEvent.setup(), client, where };
};
