import {
  listHeld,
  listResolutions,
  type listUnconfirmed,
  showMessage,
  showQueue,
  type CallOf,
  type ResponseOf,
} from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';
import { keepPreviousData, type QueryClient } from '@tanstack/react-query';

export type Queue = ResponseOf<typeof showQueue>;
export type DoubtLine = ResponseOf<typeof listUnconfirmed>['items'][number];
export type DoubtFilter = Omit<NonNullable<CallOf<typeof listUnconfirmed>['query']>, 'cursor' | 'limit'>;
export type ResolutionEntry = ResponseOf<typeof listResolutions>['items'][number];
export type HeldGroup = ResponseOf<typeof listHeld>['items'][number];
export type Message = ResponseOf<typeof showMessage>;

const POLL_MS = 5_000;

export const queueQuery = { ...queryOf(showQueue), refetchInterval: POLL_MS };
const from = (cursor: string | null) => (cursor ? { cursor } : {});

/** Pages of the lists; the first where there is no cursor. */
export const heldQuery = (cursor: string | null) => ({
  ...queryOf(listHeld, { query: { limit: 50, ...from(cursor) } }),
  placeholderData: keepPreviousData,
  refetchInterval: POLL_MS,
});
export const proposalsQuery = (cursor: string | null) => ({
  ...queryOf(listResolutions, { query: { waiting: 'true' as const, limit: 20, ...from(cursor) } }),
  placeholderData: keepPreviousData,
  refetchInterval: POLL_MS,
});
export const historyQuery = (cursor: string | null) => ({
  ...queryOf(listResolutions, { query: { limit: 20, ...from(cursor) } }),
  placeholderData: keepPreviousData,
});

/** After a person's word everything on the page may be different. */
export const refreshQueue = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [id] }) =>
      typeof id === 'string' && (id.startsWith('queue.') || id === showMessage.id),
  });
