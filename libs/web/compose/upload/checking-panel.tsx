import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { formatCount, formatLeft, formatShare } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Figure, Section, visuallyHidden } from '@sms111/web/ui';
import type { Upload } from './file-facts';

/** Seconds until the check ends, from the share that is read and the present rate; `null` before there is one. */
const secondsLeft = ({ rows, rowsPerSecond, fraction }: Upload['progress']): number | null =>
  fraction === null || fraction <= 0 || rowsPerSecond <= 0 ? null : (rows / fraction - rows) / rowsPerSecond;

/** While the file is read: how far, how fast, how long; the page may be left and found again. */
export const CheckingPanel = ({ upload }: { upload: Upload }) => {
  const { upload: words } = useWords().compose;
  const { progress } = upload;
  const left = secondsLeft(progress);
  const percent = progress.fraction === null ? null : formatShare(progress.fraction, 1);
  return (
    <Section title={words.checking} lead={words.checkingLead}>
      <LinearProgress
        aria-label={words.checking}
        variant={progress.fraction === null ? 'indeterminate' : 'determinate'}
        value={progress.fraction === null ? undefined : progress.fraction * 100}
        sx={{ height: 10, borderRadius: 5, mb: 2 }}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 1fr))' },
        }}
      >
        <Figure label={words.rowsRead} value={formatCount(progress.rows)} note={percent} />
        <Figure label={words.rate} value={words.perSecond(formatCount(progress.rowsPerSecond))} />
        <Figure label={words.left} value={left === null ? words.leftUnknown : formatLeft(left)} />
      </Box>
      <span aria-live="polite" style={visuallyHidden}>
        {progress.fraction === null
          ? ''
          : words.announceProgress(formatShare(Math.floor(progress.fraction * 10), 10))}
      </span>
    </Section>
  );
};
