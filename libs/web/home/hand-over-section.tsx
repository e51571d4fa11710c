import Box from '@mui/material/Box';
import { formatCount, formatRate, formatShare } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Figure, Section } from '@sms111/web/ui';
import type { Home } from './home-query';

/** Hand-over against the contract (OPS-11). */
export const HandOverSection = ({ handOver }: { readonly handOver: NonNullable<Home['handOver']> }) => {
  const { handOver: t } = useWords().home;
  const late = handOver.batches - handOver.onTime;
  return (
    <Section title={t.title} lead={t.text}>
      {handOver.batches === 0 ? (
        t.none
      ) : (
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, 1fr)' } }}>
          <Figure
            label={t.onTime}
            tone={late > 0 ? 'bad' : 'good'}
            value={formatShare(handOver.onTime, handOver.batches)}
            note={`${formatCount(handOver.onTime)}／${formatCount(handOver.batches)}`}
          />
          <Figure label={t.batches} value={formatCount(handOver.batches)} />
          <Figure
            label={t.slowest}
            value={handOver.slowestSeconds === null ? '–' : t.seconds(formatRate(handOver.slowestSeconds))}
          />
        </Box>
      )}
    </Section>
  );
};
