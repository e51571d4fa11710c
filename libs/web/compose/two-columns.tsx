import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface TwoColumnsProps {
  /** Stays in sight at the right; on a phone it stands below what is written. On a low screen it gives way. */
  readonly aside: ReactNode;
  /** Under the aside: what the page leads to. It never gives way. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
  /** More at the left; on a phone it stands after the aside. */
  readonly below?: ReactNode;
  /** Across both columns, the last of all. */
  readonly wide?: ReactNode;
}

const STACK = { display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 } as const;
const TOP = 'calc(var(--ui-top, 0px) + 16px)';

/** What is written at the left, what it leads to at the right. */
export const TwoColumns = ({ aside, foot, children, below, wide }: TwoColumnsProps) => (
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
      <Box
        sx={{
          display: 'flex',
          flexDirection: 'column',
          gap: 3,
          position: { md: 'sticky' },
          top: { md: TOP },
          maxHeight: { md: `calc(100vh - ${TOP} - 16px)` },
          overflowY: { md: 'auto' },
        }}
      >
        <Box sx={{ flexShrink: { md: 1 }, minHeight: { md: 160 }, overflowY: { md: 'auto' } }}>{aside}</Box>
        <Box sx={{ ...STACK, flexShrink: 0 }}>{foot}</Box>
      </Box>
    </Box>
    {below ? <Box sx={STACK}>{below}</Box> : null}
    {wide ? <Box sx={{ ...STACK, gridColumn: '1 / -1' }}>{wide}</Box> : null}
  </Box>
);
