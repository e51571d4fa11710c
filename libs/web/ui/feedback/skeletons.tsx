import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';
import { visuallyHidden } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

/** Tells a screen reader that something is coming; its children show the shape of it. */
export const LoadingRegion = ({ children }: { children: ReactNode }) => {
  const words = useUiWords();
  return (
    <div role="status">
      <span style={visuallyHidden}>{words.loading}</span>
      <div aria-hidden>{children}</div>
    </div>
  );
};

/** The shape of a dense table. */
export const TableSkeleton = ({ rows = 8 }: { rows?: number }) => (
  <Box sx={{ p: 2 }}>
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} height={40} sx={{ transform: 'none', mb: '1px', opacity: 1 - row / (rows + 4) }} />
    ))}
  </Box>
);

/** The shape of a card with a heading and some lines. */
export const BlockSkeleton = ({ height = 160 }: { height?: number }) => (
  <Skeleton variant="rounded" height={height} width="100%" />
);

/** The shape of lines of text. */
export const TextSkeleton = ({ lines = 3 }: { lines?: number }) =>
  Array.from({ length: lines }, (_, line) => (
    <Skeleton key={line} width={line === lines - 1 ? '60%' : '100%'} height={24} />
  ));
