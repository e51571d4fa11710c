import Box from '@mui/material/Box';
import { formatCount, formatShare } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import { Count, Figure } from '@sms111/web/ui';
import type { Outcome } from './home-query';

/** Today and this month by result; each tile leads to the list behind its number. */
export const OutcomeTiles = ({ today, month }: { readonly today: Outcome; readonly month: Outcome }) => {
  const w = useWords();
  const { figure } = w.home;
  const mayOpen = useCan('record.search');
  const to = (query: string) => (mayOpen ? `/records?${query}` : undefined);
  const unit = w.common.messageUnit;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}>
      <Figure
        label={figure.todayAccepted}
        value={<Count value={today.accepted} />}
        unit={unit}
        note={`${figure.processing} ${formatCount(today.processing)}`}
        to={to('period=today')}
      />
      <Figure
        label={figure.monthAccepted}
        value={<Count value={month.accepted} />}
        unit={unit}
        to={to('period=month')}
      />
      <Figure
        label={figure.monthDelivered}
        tone="good"
        value={<Count value={month.delivered} />}
        unit={unit}
        note={`${figure.deliveredShare} ${formatShare(month.delivered, month.delivered + month.failed)}`}
        to={to('period=month&state=delivered')}
      />
      <Figure
        label={figure.monthFailed}
        tone="bad"
        value={<Count value={month.failed} />}
        unit={unit}
        note={month.unconfirmed > 0 ? `${figure.unconfirmed} ${formatCount(month.unconfirmed)}` : undefined}
        to={to('period=month&state=failed')}
      />
    </Box>
  );
};
