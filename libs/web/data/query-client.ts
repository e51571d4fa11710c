import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ProblemError, UnexpectedAnswer } from './problem-error';
import { closeSession } from './session';

/** What will not be otherwise a second later is not asked again. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 &&
  !(error instanceof ProblemError && error.status < 500) &&
  !(error instanceof UnexpectedAnswer);

/** The cache of server state. Whoever is no longer signed in is sent to the sign-in page by the shell. */
export const makeQueryClient = (): QueryClient => {
  const onError = (error: Error): void => {
    if (isProblem(error, 'not-signed-in')) closeSession(client, 'by-time');
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 5_000, refetchOnWindowFocus: 'always' },
      mutations: { retry: false },
    },
  });
  return client;
};
