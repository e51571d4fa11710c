import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface TwoColumnsProps {
  /** Stays in sight at the right; on a phone it stands below what is written. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
  /** More at the left; on a phone the last of all. */
  readonly below?: ReactNode;
}

const STACK = { display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 } as const;

/** What is written at the left, what it leads to at the right. */
export const TwoColumns = ({ aside, children, below }: TwoColumnsProps) => (
  <Box
    sx={{
      display: 'grid',
      gap: 3,
      alignItems: 'start',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(300px, 372px)' },
      gridTemplateRows: { md: 'auto 1fr' },
    }}
  >
    <Box sx={STACK}>{children}</Box>
    <Box sx={{ gridColumn: { md: 2 }, gridRow: { md: '1 / span 2' }, height: { md: '100%' } }}>
      <Box sx={{ ...STACK, position: { md: 'sticky' }, top: { md: 'calc(var(--ui-top, 0px) + 16px)' } }}>
        {aside}
      </Box>
    </Box>
    {below ? <Box sx={STACK}>{below}</Box> : null}
  </Box>
);
