import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { ReactNode } from 'react';
import { CloseIcon } from '../icons/icons';
import type { Tone } from '../theme/scheme';
import { toneColour } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';
import { TONE_ICONS } from '../values/tone-icons';

interface BannerProps {
  readonly tone: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
  /** How a screen reader hears of it: errors at once, news when it is quiet, a standing remark not at all. */
  readonly live?: 'alert' | 'status' | 'off';
}

/** A remark across the page: icon, words, colour. */
export const Banner = ({ tone, title, children, action, onDismiss, live }: BannerProps) => {
  const words = useUiWords();
  const Icon = TONE_ICONS[tone];
  const role = live ?? (tone === 'bad' ? 'alert' : 'status');
  return (
    <Box
      role={role === 'off' ? undefined : role}
      sx={{
        display: 'flex',
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        alignItems: 'flex-start',
        gap: 1.5,
        px: 2,
        py: 1.25,
        borderRadius: 2,
        backgroundColor: toneColour(tone, 'soft'),
        color: 'text.primary',
        fontSize: '0.9375rem',
      }}
    >
      <Icon aria-hidden sx={{ color: toneColour(tone, 'text'), fontSize: 22, mt: '1px' }} />
      <Box sx={{ flex: '1 1 0', minWidth: 0, overflowWrap: 'anywhere' }}>
        {title && <Box sx={{ fontWeight: 650 }}>{title}</Box>}
        {children}
      </Box>
      {action}
      {onDismiss && (
        <IconButton size="small" onClick={onDismiss} aria-label={words.dismiss} sx={{ my: -0.25 }}>
          <CloseIcon fontSize="small" />
        </IconButton>
      )}
    </Box>
  );
};
