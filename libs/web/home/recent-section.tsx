import Button from '@mui/material/Button';
import { useWords } from '@sms111/web/data';
import {
  AppLink,
  Count,
  DataTable,
  EmptyState,
  ProgressIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { TONES } from '@sms111/web/data';
import { Link } from 'react-router';
import { inStage } from './batch-progress';
import type { BatchLine } from './home-query';

interface RecentSectionProps {
  readonly batches: readonly BatchLine[];
  readonly maySend: boolean;
}

/** What became of what was sent last. */
export const RecentSection = ({ batches, maySend }: RecentSectionProps) => {
  const w = useWords();
  const { recent } = w.home;
  const columns: Column<BatchLine>[] = [
    { key: 'name', header: recent.name, cell: batch => batch.name },
    {
      key: 'state',
      header: w.common.state,
      cell: ({ state }) => <StatusBadge tone={TONES.batch[state]} label={w.states.batch[state]} />,
    },
    { key: 'at', header: recent.acceptedAt, cell: batch => <Time at={batch.acceptedAt} />, nowrap: true },
    {
      key: 'total',
      header: recent.total,
      cell: batch => <Count value={batch.total.messages} />,
      align: 'end',
    },
    {
      key: 'delivered',
      header: recent.delivered,
      cell: batch => <Count value={inStage(batch, 'delivered')} />,
      align: 'end',
    },
    {
      key: 'failed',
      header: recent.failed,
      cell: batch => <Count value={inStage(batch, 'failed')} />,
      align: 'end',
    },
  ];
  const first = maySend && (
    <Button variant="contained" component={Link} to="/compose">
      {recent.first}
    </Button>
  );
  return (
    <Section title={recent.title} action={<AppLink to="/batches">{w.home.running.all}</AppLink>} flush>
      {batches.length === 0 ? (
        <EmptyState icon={<ProgressIcon />} title={recent.none} action={first} />
      ) : (
        <DataTable
          label={recent.title}
          columns={columns}
          rows={batches}
          rowKey={batch => batch.id}
          rowTo={batch => `/batches/${batch.id}`}
        />
      )}
    </Section>
  );
};
