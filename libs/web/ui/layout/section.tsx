import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { SxProps, Theme } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';
import { colour, withStyles } from '../theme/tokens';

interface SectionProps {
  readonly title: ReactNode;
  /** At the right of the title: a link, a small action. */
  readonly action?: ReactNode;
  readonly lead?: ReactNode;
  /** Without padding, for a table that reaches the edges. */
  readonly flush?: boolean;
  readonly sx?: SxProps<Theme>;
  readonly children: ReactNode;
}

/** A part of a page on its own sheet, under its own heading. */
export const Section = ({ title, action, lead, flush = false, sx, children }: SectionProps) => {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={withStyles(
        {
          backgroundColor: colour.paper,
          border: `1px solid ${colour.line}`,
          borderRadius: 2,
          minWidth: 0,
          overflow: 'clip',
        },
        sx,
      )}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          justifyContent: 'space-between',
          px: { xs: 2, sm: 2.5 },
          pt: 2,
          pb: 1,
        }}
      >
        <Typography variant="h2" id={id}>
          {title}
        </Typography>
        {action}
      </Box>
      {lead && (
        <Typography variant="body2" color="textSecondary" sx={{ px: { xs: 2, sm: 2.5 }, pb: 1 }}>
          {lead}
        </Typography>
      )}
      <Box sx={flush ? undefined : { px: { xs: 2, sm: 2.5 }, pb: 2.5, pt: lead ? 1 : 0.5 }}>{children}</Box>
    </Box>
  );
};
