import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount, formatShare, networkName, type Stage, type Words } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { Section, StackedBar, TONE_ICONS, toneColour, visuallyHidden } from '@sms111/web/ui';
import { slaOf } from './sla';
import { barParts, type Batch, openMessages } from './stages';

interface BatchResultProps {
  readonly batch: Batch;
  readonly stage: Stage | null;
  readonly onStage: (stage: Stage | null) => void;
}

/** What is read out: each tenth that is done, and the result at the end. Each second would drown everything else. */
const spokenOf = ({ state, stages, total }: Batch, words: Words['batch']): string => {
  const open = openMessages(stages);
  if (state === 'completed' || total.messages === 0)
    return words.live(
      formatCount(stages.delivered.messages),
      formatCount(stages.failed.messages),
      formatCount(open),
    );
  return words.done(formatShare(Math.floor((10 * (total.messages - open)) / total.messages), 10));
};

/** The course of a batch: one bar whose parts are filters, and the line about the deadline. */
export const BatchResult = ({ batch, stage, onStage }: BatchResultProps) => {
  const words = useWords();
  const language = useLanguage();
  const sla = slaOf(batch, words.batch.sla, carrier => networkName(carrier, language));
  const Icon = sla ? TONE_ICONS[sla.tone] : null;
  return (
    <Section title={words.batch.result} lead={words.batch.resultHint}>
      <StackedBar
        label={words.batch.result}
        parts={barParts(batch.stages, words.states.stage)}
        selected={stage}
        onSelect={onStage}
        height={20}
      />
      {sla && Icon ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 2 }}>
          <Icon aria-hidden sx={{ fontSize: 20, color: toneColour(sla.tone, 'text') }} />
          <Typography component="p" sx={{ fontWeight: 600 }}>
            {sla.text}
          </Typography>
        </Box>
      ) : null}
      <span aria-live="polite" style={visuallyHidden}>
        {spokenOf(batch, words.batch)}
      </span>
    </Section>
  );
};
