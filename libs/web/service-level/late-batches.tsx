import Typography from '@mui/material/Typography';
import { formatCount, formatLeft } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Count, DataTable, EmptyState, Pager, Section, StatusBadge, Time, type Column } from '@sms111/web/ui';
import { CLOCK_TONES, type LateBatch, type ServiceLevel } from './service-level';

interface LateBatchesProps {
  readonly data: ServiceLevel;
  readonly later: boolean;
  readonly busy: boolean;
  readonly onPage: (cursor: string | null) => void;
}

/** The batches that missed their deadline or are about to, newest first. */
export const LateBatches = ({ data, later, busy, onPage }: LateBatchesProps) => {
  const { serviceLevel: t } = useWords();
  const columns = useColumns();
  return (
    <Section title={t.list} lead={t.rule} flush>
      {data.items.length === 0 && !later ? (
        <EmptyState title={t.noneLate} />
      ) : (
        <>
          <DataTable
            label={t.list}
            columns={columns}
            rows={data.items}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/batches/${id}`}
            busy={busy}
          />
          <Pager shown={data.items.length} next={data.next} later={later} onPage={onPage} />
        </>
      )}
    </Section>
  );
};

const useColumns = (): Column<LateBatch>[] => {
  const { serviceLevel: t } = useWords();
  return [
    { key: 'id', header: t.columns.id, cell: ({ id }) => id, nowrap: true },
    {
      key: 'agency',
      header: t.columns.agency,
      cell: ({ agencyName, unitName }) => (
        <>
          {agencyName}
          <Small>{unitName}</Small>
        </>
      ),
    },
    {
      key: 'state',
      header: t.columns.state,
      nowrap: true,
      cell: ({ state }) => <StatusBadge tone={CLOCK_TONES[state]} label={t.states[state]} />,
    },
    { key: 'dueAt', header: t.columns.dueAt, nowrap: true, cell: ({ dueAt }) => <Time at={dueAt} /> },
    {
      key: 'handedOverAt',
      header: t.columns.handedOverAt,
      from: 'md',
      nowrap: true,
      cell: ({ handedOverAt }) => <Time at={handedOverAt} otherwise={t.running} />,
    },
    {
      key: 'segments',
      header: t.columns.segments,
      align: 'end',
      from: 'lg',
      cell: ({ segments }) => <Count value={segments} />,
    },
    {
      key: 'used',
      header: t.columns.used,
      align: 'end',
      from: 'lg',
      cell: ({ usedSeconds, allowedSeconds }) =>
        `${usedSeconds === null ? '–' : formatLeft(usedSeconds)}／${formatLeft(allowedSeconds)}`,
    },
    {
      key: 'paused',
      header: t.columns.paused,
      align: 'end',
      from: 'lg',
      cell: ({ pausedSeconds }) => (pausedSeconds === 0 ? '–' : formatLeft(pausedSeconds)),
    },
    {
      key: 'points',
      header: t.columns.points,
      align: 'end',
      cell: ({ points, pointsWithPauses }) => (
        <>
          {formatCount(points)}
          {pointsWithPauses !== points && <Small>{t.withPauses(formatCount(pointsWithPauses))}</Small>}
        </>
      ),
    },
  ];
};

const Small = ({ children }: { readonly children: string }) => (
  <Typography variant="caption" color="textSecondary" component="div">
    {children}
  </Typography>
);
