import { listNotices, type ResponseOf } from '@sms111/contracts';
import { call } from '@sms111/web/data';
import { infiniteQueryOptions } from '@tanstack/react-query';

export type Notice = ResponseOf<typeof listNotices>['items'][number];

const PAGE = 20;
const POLL_MS = 30_000;

/** Notices page by page, newest first, looked for anew every half a minute; never counts as activity. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: [listNotices.id, 'pages'],
  queryFn: ({ pageParam, signal }) =>
    call(listNotices, { query: { limit: PAGE, cursor: pageParam } }, { signal, background: true }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: last => last.next ?? undefined,
  refetchInterval: POLL_MS,
});
