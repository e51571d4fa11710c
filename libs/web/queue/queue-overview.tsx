import Box from '@mui/material/Box';
import { formatCount, networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { Banner, Count, DataTable, Figure, Section, Time, type Column } from '@sms111/web/ui';
import type { ReactNode } from 'react';
import type { Queue } from './queue-queries';

type Unmatched = Queue['unmatched'][number];

/** How much waits in each state, and since when. */
export const QueueOverview = ({ queue }: { readonly queue: Queue }) => {
  const words = useWords();
  const language = useLanguage();
  const t = words.queue;
  const { claims, policy } = queue;
  const since = (at: string | null): ReactNode =>
    at === null ? (
      t.figures.none
    ) : (
      <>
        {t.figures.since} <Time at={at} />
      </>
    );
  const unmatched = queue.unmatched.reduce((sum, { receipts }) => sum + receipts, 0);
  const columns: Column<Unmatched>[] = [
    { key: 'carrier', header: words.records.carrier, cell: row => networkName(row.carrier, language) },
    {
      key: 'receipts',
      header: t.receipts,
      align: 'end',
      cell: row => (row.more ? t.more(formatCount(row.receipts)) : formatCount(row.receipts)),
    },
    { key: 'oldest', header: t.oldest, nowrap: true, cell: row => <Time at={row.oldestAt} /> },
  ];
  return (
    <>
      {claims.overdue > 0 && <Banner tone="bad">{t.figures.overdue(formatCount(claims.overdue))}</Banner>}
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}>
        <Figure
          label={t.figures.waiting}
          value={<Count value={queue.waiting.messages} />}
          note={since(queue.waiting.since)}
        />
        <Figure
          label={t.figures.held}
          value={<Count value={queue.held.messages} />}
          note={since(queue.held.since)}
          tone={
            queue.held.messages >= policy.alarmHeld ? 'bad' : queue.held.messages > 0 ? 'warn' : undefined
          }
        />
        <Figure
          label={t.figures.unconfirmed}
          value={<Count value={queue.unconfirmed.messages} />}
          note={since(queue.unconfirmed.since)}
          tone={
            queue.unconfirmed.messages >= policy.alarmUnconfirmed
              ? 'bad'
              : queue.unconfirmed.messages > 0
                ? 'warn'
                : undefined
          }
        />
        <Figure
          label={t.figures.submitted}
          value={<Count value={queue.submitted.messages} />}
          note={since(queue.submitted.since)}
        />
        <Figure
          label={t.figures.claims}
          value={<Count value={claims.open} />}
          note={claims.open > 0 ? t.figures.claimed(formatCount(claims.messages)) : t.figures.none}
          tone={claims.overdue > 0 ? 'bad' : undefined}
        />
        <Figure
          label={t.figures.unmatched}
          value={<Count value={unmatched} />}
          tone={unmatched > 0 ? 'warn' : undefined}
        />
        <Figure
          label={t.figures.proposals}
          value={<Count value={queue.proposals} />}
          tone={queue.proposals > 0 ? 'warn' : undefined}
        />
      </Box>
      {queue.unmatched.length > 0 && (
        <Section title={t.unmatchedByCarrier} flush>
          <DataTable
            label={t.unmatchedByCarrier}
            columns={columns}
            rows={queue.unmatched}
            rowKey={row => row.carrier}
          />
        </Section>
      )}
    </>
  );
};
