import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { listUploadRows } from '@sms111/contracts';
import { formatMobile, normaliseMobile } from '@sms111/domain';
import { formatCount } from '@sms111/phrases';
import { call, useWords } from '@sms111/web/data';
import { BlockSkeleton, ChevronLeftIcon, ChevronRightIcon, ErrorPanel, LoadingRegion } from '@sms111/web/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Handset } from '../bill/handset';
import type { Upload } from './file-facts';
import type { UploadRow } from './offending-cells';
import { judgeRow } from './row-text';

const shownNumber = ({ number }: UploadRow): string => {
  const verdict = normaliseMobile(number);
  return verdict.ok ? formatMobile(verdict.mobile) : number;
};

interface RowPreviewProps {
  readonly upload: Upload;
  readonly signature: string;
  readonly names: readonly string[];
}

/** The handset of one recipient after the other, where each row has its own text. */
export const RowPreview = ({ upload, signature, names }: RowPreviewProps) => {
  const { handset } = useWords().compose;
  const [at, setAt] = useState(0);
  const query = useInfiniteQuery({
    queryKey: [listUploadRows.id, 'preview', upload.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listUploadRows,
        {
          params: { uploadId: upload.id },
          query: { verdict: 'accept', limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    getNextPageParam: page => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending)
    return (
      <LoadingRegion>
        <BlockSkeleton height={300} />
      </LoadingRegion>
    );
  if (query.isError) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;

  const rows = query.data.pages.flatMap(({ items }) => items);
  const row = rows[at];
  const next = () => {
    if (at + 2 >= rows.length && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    if (at + 1 < rows.length) setAt(at + 1);
  };
  return (
    <Handset text={row ? judgeRow(row, { signature, names }).text : null}>
      {row ? (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'space-between',
            width: '100%',
            maxWidth: 320,
          }}
        >
          <IconButton
            onClick={() => setAt(Math.max(0, at - 1))}
            disabled={at === 0}
            aria-label={handset.previous}
          >
            <ChevronLeftIcon />
          </IconButton>
          <Typography variant="body2" component="p" aria-live="polite" sx={{ textAlign: 'center' }}>
            {handset.of(formatCount(at + 1), formatCount(upload.rows.accepted))}
            <br />
            {handset.to(shownNumber(row))}
          </Typography>
          <IconButton
            onClick={next}
            disabled={at + 1 >= rows.length && !query.hasNextPage}
            aria-label={handset.next}
          >
            <ChevronRightIcon />
          </IconButton>
        </Box>
      ) : null}
    </Handset>
  );
};
