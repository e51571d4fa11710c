import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface TwoColumnsProps {
  /** Stays in sight at the right; on a phone it stands below. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

/** What is written at the left, what it leads to at the right. */
export const TwoColumns = ({ aside, children }: TwoColumnsProps) => (
  <Box
    sx={{
      display: 'grid',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(300px, 372px)' },
      gap: 3,
      alignItems: 'start',
    }}
  >
    <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>{children}</Box>
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: 'minmax(0, 1fr)',
        position: { md: 'sticky' },
        top: { md: 'calc(var(--ui-top, 0px) + 16px)' },
      }}
    >
      {aside}
    </Box>
  </Box>
);
