import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Tone } from '../theme/scheme';
import { colour, toneColour } from '../theme/tokens';
import { TONE_ICONS } from './tone-icons';

interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  /** 則, 通 …, small behind the number. */
  readonly unit?: string;
  /** A line below: what it is compared with. */
  readonly note?: ReactNode;
  readonly tone?: Tone;
  /** The list behind the number. */
  readonly to?: string;
}

/** One number as the answer; as a tile it leads to the list behind it. */
export const Figure = ({ label, value, unit, note, tone, to }: FigureProps) => {
  const Icon = tone && TONE_ICONS[tone];
  return (
    <Box
      {...(to ? { component: RouterLink, to } : {})}
      sx={{
        display: 'block',
        minWidth: 0,
        p: 2,
        borderRadius: 2,
        border: `1px solid ${colour.line}`,
        backgroundColor: colour.paper,
        color: 'inherit',
        textDecoration: 'none',
        transition: 'border-color 120ms, background-color 120ms',
        ...(to && { '&:hover': { borderColor: colour.main, backgroundColor: colour.mainSoft } }),
      }}
    >
      <Typography
        variant="body2"
        color="textSecondary"
        component="div"
        sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}
      >
        {Icon && <Icon aria-hidden sx={{ fontSize: 18, color: toneColour(tone, 'text') }} />}
        {label}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: 0.75, mt: 0.25 }}>
        <Box
          component="span"
          sx={{ fontSize: '1.75rem', fontWeight: 650, lineHeight: 1.3, letterSpacing: '-0.01em' }}
        >
          {value}
        </Box>
        {unit && (
          <Box component="span" sx={{ color: colour.textQuiet, fontSize: '0.875rem' }}>
            {unit}
          </Box>
        )}
      </Box>
      {note && (
        <Typography variant="caption" color="textSecondary" component="div">
          {note}
        </Typography>
      )}
    </Box>
  );
};
