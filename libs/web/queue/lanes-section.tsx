import { isUrgent } from '@sms111/domain';
import { useWords } from '@sms111/web/data';
import { Count, DataTable, Section, StatusBadge, Time, type Column } from '@sms111/web/ui';
import type { Queue } from './queue-queries';

type LaneRow = Queue['lanes'][number];

/** What waits in each lane, in the order in which they are served. An urgent lane that waits is worth a look. */
export const LanesSection = ({ lanes }: { readonly lanes: readonly LaneRow[] }) => {
  const { queue, states } = useWords();
  const { lanes: t } = queue;
  const columns: Column<LaneRow>[] = [
    {
      key: 'lane',
      header: t.lane,
      width: '26%',
      nowrap: true,
      cell: ({ lane, messages }) => (
        <StatusBadge
          tone={messages === 0 ? 'off' : isUrgent(lane) ? 'warn' : 'active'}
          label={states.lane[lane]}
        />
      ),
    },
    { key: 'messages', header: t.messages, align: 'end', cell: row => <Count value={row.messages} /> },
    { key: 'segments', header: t.segments, align: 'end', cell: row => <Count value={row.segments} /> },
    { key: 'paused', header: t.paused, align: 'end', from: 'sm', cell: row => <Count value={row.paused} /> },
    {
      key: 'since',
      header: t.since,
      width: '30%',
      from: 'sm',
      nowrap: true,
      cell: ({ since }) => <Time at={since} otherwise={t.none} />,
    },
  ];
  return (
    <Section title={t.title} lead={t.lead} flush>
      <DataTable label={t.title} columns={columns} rows={lanes} rowKey={({ lane }) => lane} />
    </Section>
  );
};
