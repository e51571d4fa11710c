import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { SvgIconComponent } from '../icons/svg-icon-component';
import type { Tone } from '../theme/scheme';
import { toneColour } from '../theme/tokens';
import { TONE_ICONS } from './tone-icons';

interface StatusBadgeProps {
  readonly tone: Tone;
  /** The state in words; required, because colour alone tells nothing. */
  readonly label: string;
  /** Why, in a few words, behind the state. */
  readonly detail?: ReactNode;
  /** Another shape than the tone's own. */
  readonly icon?: SvgIconComponent;
  readonly size?: 'small' | 'large';
}

/** A state: icon, word and colour. */
export const StatusBadge = ({ tone, label, detail, icon, size = 'small' }: StatusBadgeProps) => {
  const Icon = icon ?? TONE_ICONS[tone];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap: 0.5,
        px: 1,
        py: size === 'large' ? 0.5 : 0.125,
        borderRadius: 1.5,
        backgroundColor: toneColour(tone, 'soft'),
        color: toneColour(tone, 'text'),
        fontSize: size === 'large' ? '0.9375rem' : '0.8125rem',
        fontWeight: 600,
        lineHeight: 1.6,
        maxWidth: '100%',
      }}
    >
      <Icon aria-hidden sx={{ fontSize: size === 'large' ? 20 : 16, flexShrink: 0 }} />
      <span>{label}</span>
      {detail && (
        <Box component="span" sx={{ fontWeight: 400 }}>
          {detail}
        </Box>
      )}
    </Box>
  );
};
