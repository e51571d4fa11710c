import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { DeedButton } from '../actions/deed-button';
import { BadIcon, RefreshIcon } from '../icons/icons';
import { toneColour } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

interface ErrorPanelProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
}

/** What went wrong, what to do, and a way to try again. */
export const ErrorPanel = ({ error, onRetry, retrying }: ErrorPanelProps) => {
  const words = useUiWords();
  const { title, text, note } = words.describeError(error);
  return (
    <Box role="alert" sx={{ display: 'flex', gap: 2, p: { xs: 2, sm: 3 }, alignItems: 'flex-start' }}>
      <BadIcon sx={{ color: toneColour('bad', 'text'), mt: '2px' }} />
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650 }}>{title}</Typography>
        <Typography variant="body2" color="textSecondary">
          {text}
        </Typography>
        {note && (
          <Typography
            variant="caption"
            color="textSecondary"
            component="p"
            sx={{ mt: 0.5, overflowWrap: 'anywhere' }}
          >
            {note}
          </Typography>
        )}
        {onRetry && (
          <DeedButton
            variant="outlined"
            onClick={onRetry}
            working={retrying}
            startIcon={<RefreshIcon />}
            sx={{ mt: 2 }}
          >
            {words.retry}
          </DeedButton>
        )}
      </Box>
    </Box>
  );
};
