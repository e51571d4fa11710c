import Box from '@mui/material/Box';
import { STAGES } from '@sms111/contracts';
import { formatCount, type Words } from '@sms111/phrases';
import { TONES, useWords } from '@sms111/web/data';
import { AppLink, colour, Section, StackedBar, StatusBadge, type BarPart } from '@sms111/web/ui';
import { doneShare, inStage } from './batch-progress';
import type { BatchLine } from './home-query';

/** Batches that are on their way, each as one bar. */
export const RunningSection = ({ batches }: { readonly batches: readonly BatchLine[] }) => {
  const w = useWords();
  const { running } = w.home;
  return (
    <Section title={running.title} action={<AppLink to="/batches">{running.all}</AppLink>}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {batches.map(batch => (
          <Box component="li" key={batch.id}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.75 }}>
              <AppLink to={`/batches/${batch.id}`} sx={{ fontWeight: 600 }}>
                {batch.name}
              </AppLink>
              <StatusBadge tone={TONES.batch[batch.state]} label={w.states.batch[batch.state]} />
              <Box sx={{ ml: 'auto', color: colour.textQuiet, fontSize: '0.875rem' }}>
                {w.common.messages(formatCount(batch.total.messages))}・{running.done(doneShare(batch))}
              </Box>
            </Box>
            <StackedBar label={batch.name} height={10} bare parts={partsOf(batch, w)} />
            <Box sx={{ mt: 0.5, color: colour.textQuiet, fontSize: '0.8125rem' }}>
              {partsOf(batch, w)
                .filter(part => part.value > 0)
                .map(part => `${part.label} ${formatCount(part.value)}`)
                .join('・')}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
};

const partsOf = (batch: BatchLine, w: Words): BarPart[] =>
  STAGES.map(stage => ({
    key: stage,
    label: w.states.stage[stage],
    tone: TONES.stage[stage],
    value: inStage(batch, stage),
  }));
