import { formatCount, reasonWords } from '@sms111/phrases';
import { TONES, useLanguage, useWords } from '@sms111/web/data';
import { type Column, DataTable, Section, StatusBadge } from '@sms111/web/ui';
import Typography from '@mui/material/Typography';
import type { Batch } from './stages';

type Row = Batch['byReason'][number];

/** Why messages were not delivered or are not known to be, and what to do about each. */
export const ReasonTable = ({ batch }: { batch: Batch }) => {
  const words = useWords();
  const language = useLanguage();
  const { reasons } = words.batch;
  const columns: Column<Row>[] = [
    { key: 'reason', header: reasons.reason, cell: ({ reason }) => reasonWords(reason, language).name },
    {
      key: 'state',
      header: reasons.state,
      nowrap: true,
      cell: ({ state }) => <StatusBadge tone={TONES.message[state]} label={words.states.message[state]} />,
    },
    {
      key: 'messages',
      header: reasons.messages,
      align: 'end',
      cell: ({ messages }) => formatCount(messages),
    },
    {
      key: 'todo',
      header: reasons.todo,
      width: '44%',
      cell: ({ reason }) => reasonWords(reason, language).todo,
    },
  ];
  return (
    <Section title={reasons.title} flush={batch.byReason.length > 0}>
      {batch.byReason.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{reasons.empty}</Typography>
      ) : (
        <DataTable
          label={reasons.title}
          columns={columns}
          rows={batch.byReason}
          rowKey={({ state, reason }) => `${state} ${reason}`}
        />
      )}
    </Section>
  );
};
