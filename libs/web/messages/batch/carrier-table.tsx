import { formatCount, formatShare, networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { type Column, DataTable, Section } from '@sms111/web/ui';
import { type Batch, openMessages, STAGE_ORDER } from './stages';

type Row = Batch['byCarrier'][number];

/** The stages of each carrier. */
export const CarrierTable = ({ batch }: { batch: Batch }) => {
  const words = useWords();
  const language = useLanguage();
  const { carriers } = words.batch;
  const columns: Column<Row>[] = [
    { key: 'carrier', header: carriers.carrier, cell: ({ carrier }) => networkName(carrier, language) },
    { key: 'total', header: carriers.total, align: 'end', cell: ({ total }) => formatCount(total.messages) },
    ...STAGE_ORDER.filter(stage => batch.stages[stage].messages > 0).map((stage): Column<Row> => ({
      key: stage,
      header: words.states.stage[stage],
      align: 'end',
      cell: ({ stages }) => formatCount(stages[stage].messages),
    })),
    {
      key: 'share',
      header: carriers.share,
      align: 'end',
      cell: ({ stages, total }) =>
        formatShare(stages.delivered.messages, total.messages - openMessages(stages)),
    },
  ];
  return (
    <Section title={carriers.title} flush>
      <DataTable
        label={carriers.title}
        columns={columns}
        rows={batch.byCarrier}
        rowKey={({ carrier }) => carrier}
      />
    </Section>
  );
};
