import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { readNotices, type listNotices, type ResponseOf } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import {
  BellIcon,
  colour,
  DeedButton,
  EmptyState,
  ErrorPanel,
  LoadingRegion,
  TextSkeleton,
} from '@sms111/web/ui';
import {
  useMutation,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { NoticeEntry } from './notice-entry';
import { noticesQuery } from './notices-query';

interface NoticesListProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<ResponseOf<typeof listNotices>>>;
  readonly unread: number;
  readonly onGone: () => void;
}

/** The notices, newest first; going to one marks it as read. */
export const NoticesList = ({ query, unread, onGone }: NoticesListProps) => {
  const w = useWords();
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (ids: string[] | undefined) => call(readNotices, { body: { ids } }),
    onSuccess: () => client.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
  const items = query.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          px: 2,
          py: 1,
          borderBottom: `1px solid ${colour.line}`,
        }}
      >
        <Typography variant="h2">{w.notices.title}</Typography>
        {unread > 0 && (
          <DeedButton size="small" onClick={() => read.mutate(undefined)} working={read.isPending}>
            {w.notices.readAll}
          </DeedButton>
        )}
      </Box>
      {query.isPending && (
        <Box sx={{ p: 2 }}>
          <LoadingRegion>
            <TextSkeleton lines={4} />
          </LoadingRegion>
        </Box>
      )}
      {query.error && !query.data && <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && (
        <EmptyState icon={<BellIcon />} title={w.notices.none} text={w.notices.noneHelp} />
      )}
      {items.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: '60vh', overflowY: 'auto' }}>
          {items.map(notice => (
            <NoticeEntry
              key={notice.id}
              notice={notice}
              onOpen={() => {
                if (!notice.read) read.mutate([notice.id]);
                onGone();
              }}
            />
          ))}
          {query.hasNextPage && (
            <li>
              <Button fullWidth onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                {w.notices.older}
              </Button>
            </li>
          )}
        </Box>
      )}
    </>
  );
};
