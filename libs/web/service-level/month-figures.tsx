import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount, formatLeft, formatShare } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Figure } from '@sms111/web/ui';
import type { ServiceLevel } from './service-level';

const GRID = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(3, 1fr)' },
} as const;

/** The month in numbers: what share was in time comes first. */
export const MonthFigures = ({ totals }: { readonly totals: ServiceLevel['totals'] }) => {
  const { serviceLevel: t } = useWords();
  const judged = totals.met + totals.missed;
  return (
    <Box sx={{ display: 'grid', gap: 1, mb: 3 }}>
      <Box sx={GRID}>
        <Figure
          label={t.share}
          value={formatShare(totals.met, judged)}
          note={t.shareNote(formatCount(totals.met), formatCount(judged))}
          tone={judged === 0 ? undefined : totals.missed > 0 ? 'bad' : 'good'}
        />
        <Figure
          label={t.late}
          value={t.batches(formatCount(totals.missed))}
          tone={totals.missed > 0 ? 'bad' : undefined}
        />
        <Figure
          label={t.points}
          value={formatCount(totals.points)}
          note={t.pointsNote}
          tone={totals.points > 0 ? 'bad' : undefined}
        />
        <Figure
          label={t.open}
          value={t.batches(formatCount(totals.open + totals.atRisk))}
          note={totals.atRisk > 0 ? t.openNote(formatCount(totals.atRisk)) : undefined}
          tone={totals.atRisk > 0 ? 'warn' : undefined}
        />
        <Figure
          label={t.slowest}
          value={totals.slowestSeconds === null ? '–' : formatLeft(totals.slowestSeconds)}
        />
        <Figure label={t.segments} value={formatCount(totals.segments)} />
      </Box>
      {totals.withdrawn > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t.withdrawn(formatCount(totals.withdrawn))}
        </Typography>
      )}
    </Box>
  );
};
