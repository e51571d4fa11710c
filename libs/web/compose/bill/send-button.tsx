import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import Typography from '@mui/material/Typography';
import { useWords } from '@sms111/web/data';
import { HandedIcon, LockIcon, toneColour } from '@sms111/web/ui';
import { useId } from 'react';
import { type Deed, deedWords } from './deed';

interface SendButtonProps {
  readonly deed: Deed;
  /** Why it cannot be sent yet; all of them, so that nobody mends one after the other. */
  readonly locks: readonly string[];
  readonly sending: boolean;
  readonly onSend: () => void;
  /** Other words than the deed's own, for sending a part. */
  readonly label?: string;
}

/**
 * The one button of the page. It says the deed; locked, it can still be reached, and the reasons stand below it
 * (a `DeedButton` would hide them in a tooltip).
 */
export const SendButton = ({ deed, locks, sending, onSend, label }: SendButtonProps) => {
  const { compose } = useWords();
  const id = useId();
  const locked = locks.length > 0;
  const icon = locked ? <LockIcon /> : <HandedIcon />;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Button
        variant="contained"
        size="large"
        fullWidth
        aria-disabled={locked || sending || undefined}
        aria-describedby={locked ? id : undefined}
        startIcon={
          sending ? <CircularProgress size={18} color="inherit" aria-label={compose.locked.sending} /> : icon
        }
        onClick={() => {
          if (!locked && !sending) onSend();
        }}
        sx={{
          minHeight: 52,
          px: 1.5,
          textWrap: 'balance',
          lineHeight: 1.4,
          whiteSpace: 'normal',
          ...(locked || sending ? { opacity: 0.65, cursor: 'not-allowed' } : {}),
        }}
      >
        {label ?? deedWords(deed, compose)}
      </Button>
      {locked ? (
        <Box id={id} sx={{ color: 'text.secondary' }}>
          <Typography variant="body2" component="p" sx={{ fontWeight: 600 }}>
            {compose.locked.title}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: '0.875rem' }}>
            {locks.map(lock => (
              <Box component="li" key={lock} sx={{ '&::marker': { color: toneColour('warn', 'solid') } }}>
                {lock}
              </Box>
            ))}
          </Box>
        </Box>
      ) : null}
    </Box>
  );
};
