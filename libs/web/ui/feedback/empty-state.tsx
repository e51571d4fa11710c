import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { colour } from '../theme/tokens';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string;
  /** The first step. */
  readonly action?: ReactNode;
}

/** Says what will stand here, and offers the first step. */
export const EmptyState = ({ icon, title, text, action }: EmptyStateProps) => (
  <Box sx={{ display: 'grid', justifyItems: 'center', textAlign: 'center', gap: 0.5, px: 3, py: 5 }}>
    {icon && (
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 56,
          height: 56,
          borderRadius: '50%',
          backgroundColor: colour.mainSoft,
          color: colour.main,
          mb: 1,
          '& svg': { fontSize: 28 },
        }}
      >
        {icon}
      </Box>
    )}
    <Typography sx={{ fontWeight: 650 }}>{title}</Typography>
    {text && (
      <Typography variant="body2" color="textSecondary" sx={{ maxWidth: 480 }}>
        {text}
      </Typography>
    )}
    {action && <Box sx={{ mt: 2 }}>{action}</Box>}
  </Box>
);
