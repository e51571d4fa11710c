import Box from '@mui/material/Box';
import { formatCount, formatRate } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Count, Figure, KeyValue, Section, StatusBadge, Time } from '@sms111/web/ui';
import { LatencyFigure } from './latency';
import type { LinkDetail } from './links-query';
import { Refusals } from './refusals';

const FIGURES = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' },
  mb: 2,
} as const;
const BREAKER_TONES = { closed: 'good', open: 'bad', 'half-open': 'warn' } as const;

/** What the link does now and did within the last minutes. */
export const LinkLive = ({ detail: { link, habits } }: { readonly detail: LinkDetail }) => {
  const { carriers: t } = useWords();
  const { recent } = link;
  const granted =
    link.ratePerSecond > 0
      ? t.rateOf(formatCount(link.rateNow ?? link.ratePerSecond), formatCount(link.ratePerSecond))
      : t.settings.noLimit;
  return (
    <Section title={t.live} lead={t.recentNote}>
      <Box sx={FIGURES}>
        <Figure label={t.rate} value={formatRate(link.submittedPerSecond)} note={granted} />
        <Figure
          label={t.window}
          value={`${formatCount(link.inWindow)}/${formatCount(link.windowNow ?? link.window)}`}
        />
        <LatencyFigure
          label={t.response}
          p50={recent?.responseP50 ?? null}
          p95={recent?.responseP95 ?? null}
        />
        <LatencyFigure label={t.receipt} p50={recent?.receiptP50 ?? null} p95={recent?.receiptP95 ?? null} />
        <Figure label={t.accepted} value={<Count value={recent?.accepted ?? 0} />} />
        <Figure
          label={t.throttled}
          value={<Count value={recent?.throttled ?? 0} />}
          tone={recent?.throttled ? 'warn' : undefined}
        />
        <Figure
          label={t.unanswered}
          value={<Count value={recent?.unanswered ?? 0} />}
          note={t.inAll(formatCount(link.unanswered))}
          tone={recent?.unanswered ? 'bad' : undefined}
        />
        <Figure
          label={t.strangers}
          value={<Count value={recent?.strangers ?? 0} />}
          note={t.inAll(formatCount(link.strangers))}
        />
      </Box>
      <KeyValue
        items={[
          { name: t.worker, value: link.worker ?? t.neverSeen },
          { name: t.since, value: <Time at={link.stateSince} withRelative /> },
          {
            name: t.breaker.name,
            value: (
              <StatusBadge
                tone={BREAKER_TONES[link.breaker]}
                label={t.breaker[link.breaker]}
                detail={link.breakerSince && link.breaker !== 'closed' && <Time at={link.breakerSince} />}
              />
            ),
          },
          { name: t.statuses, value: <Refusals statuses={recent?.statuses ?? []} errors={habits.errors} /> },
        ]}
      />
    </Section>
  );
};
