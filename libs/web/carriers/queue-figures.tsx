import Box from '@mui/material/Box';
import { formatCount } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import { Count, Figure, Time } from '@sms111/web/ui';
import type { LinkBoard } from './links-query';

/** What waits, and what nobody has answered for. */
export const QueueFigures = ({ queue }: { readonly queue: LinkBoard['queue'] }) => {
  const { queue: t } = useWords().carriers;
  const resolves = useCan('queue.view');
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}>
      <Figure
        label={t.waiting}
        value={<Count value={queue.waitingMessages} />}
        note={
          queue.oldestWaitingAt ? (
            <>
              {t.oldest} <Time at={queue.oldestWaitingAt} />
            </>
          ) : (
            t.idle
          )
        }
      />
      <Figure label={t.claims} value={<Count value={queue.openClaims} />} />
      <Figure
        label={t.unconfirmed}
        value={<Count value={queue.unconfirmed} />}
        tone={queue.unconfirmed > 0 ? 'warn' : undefined}
        to={resolves ? '/queue' : '/records?state=unconfirmed'}
      />
      <Figure
        label={t.unmatched}
        value={
          queue.moreUnmatched ? (
            t.atLeast(formatCount(queue.unmatchedReceipts))
          ) : (
            <Count value={queue.unmatchedReceipts} />
          )
        }
        tone={queue.unmatchedReceipts > 0 ? 'warn' : undefined}
      />
    </Box>
  );
};
