import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { cost } from '@sms111/domain';
import { formatCount, formatMoney } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import { colour, KeyValue, Section, Time } from '@sms111/web/ui';
import type { Batch } from './stages';

/** Segments that were charged, wait, or came back, and what it costs so far. */
export const BatchCharge = ({ batch }: { batch: Batch }) => {
  const words = useWords();
  const { charge } = words.batch;
  const segments = (count: number, hint: string) => (
    <span>
      {words.common.segments(formatCount(count))}{' '}
      <Box component="span" sx={{ color: colour.textQuiet, fontSize: '0.875rem' }}>
        {hint}
      </Box>
    </span>
  );
  return (
    <Section title={charge.title}>
      <KeyValue
        nameWidth={88}
        items={[
          { name: charge.charged, value: segments(batch.charged, charge.chargedHint) },
          { name: charge.reserved, value: segments(batch.reserved, charge.reservedHint) },
          { name: charge.released, value: segments(batch.released, charge.releasedHint) },
          {
            name: charge.cost,
            value: <strong>{formatMoney(cost(batch.charged, batch.unitPrice).dollars)}</strong>,
          },
        ]}
      />
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 1 }}>
        {charge.hint}
      </Typography>
    </Section>
  );
};

/** Whose batch it is, how it came, and what it says. */
export const BatchFacts = ({ batch }: { batch: Batch }) => {
  const words = useWords();
  const { facts } = words.batch;
  const mayRead = useCan('record.read-content');
  // Counted by recipients it is stricter than the contract: a goal of those who answer for it.
  const mayKnowGoal = useCan('service-level.view');
  return (
    <Section title={facts.title}>
      <KeyValue
        nameWidth={104}
        items={[
          { name: words.batch.id, value: batch.id },
          { name: facts.sender, value: batch.senderName },
          { name: facts.channel, value: words.states.channel[batch.channel] },
          { name: facts.signature, value: batch.signature },
          { name: facts.lane, value: words.states.lane[batch.lane] },
          {
            name: facts.total,
            value: words.batch.size(formatCount(batch.total.messages), formatCount(batch.total.segments)),
          },
          { name: facts.acceptedAt, value: <Time at={batch.acceptedAt} /> },
          { name: facts.handedOverAt, value: <Time at={batch.handedOverAt} /> },
          ...(mayKnowGoal ? [{ name: facts.goalAt, value: <Time at={batch.clock.goalAt} /> }] : []),
          { name: facts.completedAt, value: <Time at={batch.completedAt} /> },
        ]}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2, mb: 0.5 }}>
        {facts.content}
      </Typography>
      <Box
        sx={{
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          p: 1.5,
          borderRadius: 2,
          backgroundColor: colour.quiet,
        }}
      >
        {batch.content ?? (mayRead ? facts.contentOwn : words.records.message.contentHidden)}
      </Box>
    </Section>
  );
};
