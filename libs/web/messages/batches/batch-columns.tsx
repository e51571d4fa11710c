import Box from '@mui/material/Box';
import { type listBatches, type ResponseOf } from '@sms111/contracts';
import { formatCount, formatShare } from '@sms111/phrases';
import { TONES, useWords } from '@sms111/web/data';
import { type Column, colour, StackedBar, StatusBadge, Time } from '@sms111/web/ui';
import { barParts, settledMessages } from '../batch/stages';

type Line = ResponseOf<typeof listBatches>['items'][number];

/** One line a batch: what it is, how far it is, and whose. */
export const useBatchColumns = (): Column<Line>[] => {
  const { batch, states } = useWords();
  const { columns } = batch;
  return [
    {
      key: 'name',
      header: columns.name,
      cell: ({ name }) => (
        <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
          {name || batch.unnamed}
        </Box>
      ),
    },
    {
      key: 'state',
      header: columns.state,
      width: 104,
      nowrap: true,
      cell: ({ state }) => <StatusBadge tone={TONES.batch[state]} label={states.batch[state]} />,
    },
    {
      key: 'progress',
      header: columns.progress,
      width: '26%',
      cell: ({ stages, total }) => (
        <Box sx={{ display: 'grid', gap: 0.5, minWidth: 120, py: 0.5 }}>
          <StackedBar label={batch.result} parts={barParts(stages, states.stage)} height={8} bare />
          <Box component="span" sx={{ fontSize: '0.8125rem', color: colour.textQuiet }}>
            {batch.done(formatShare(settledMessages(stages), total.messages))}
          </Box>
        </Box>
      ),
    },
    {
      key: 'total',
      header: columns.total,
      align: 'end',
      width: 130,
      cell: ({ total }) => `${formatCount(total.messages)}／${formatCount(total.segments)}`,
    },
    { key: 'sender', header: columns.sender, from: 'md', width: 96, cell: ({ senderName }) => senderName },
    {
      key: 'channel',
      header: columns.channel,
      from: 'lg',
      width: 96,
      nowrap: true,
      cell: ({ channel }) => states.channel[channel],
    },
    {
      key: 'at',
      header: columns.acceptedAt,
      width: 172,
      nowrap: true,
      cell: ({ acceptedAt }) => <Time at={acceptedAt} />,
    },
  ];
};
