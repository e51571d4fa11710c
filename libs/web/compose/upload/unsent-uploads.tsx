import { listUploads, type ResponseOf } from '@sms111/contracts';
import { formatCount, formatShare } from '@sms111/phrases';
import { queryOf, TONES, useWords } from '@sms111/web/data';
import {
  type Column,
  DataTable,
  EmptyState,
  FileIcon,
  FourStates,
  Section,
  StatusBadge,
  Time,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';

type Line = ResponseOf<typeof listUploads>['items'][number];

const WHILE_CHECKING = 2_000;

/** My files that are not sent yet: found again after leaving. */
export const UnsentUploads = () => {
  const words = useWords();
  const { upload } = words.compose;
  const query = useQuery({
    ...queryOf(listUploads),
    refetchInterval: ({ state }) =>
      state.data?.items.some(item => item.state === 'checking') ? WHILE_CHECKING : false,
  });
  const columns: Column<Line>[] = [
    { key: 'file', header: upload.columns.file, cell: ({ fileName }) => fileName },
    {
      key: 'state',
      header: upload.columns.state,
      width: 220,
      cell: ({ state, progress }) => (
        <StatusBadge
          tone={TONES.upload[state]}
          label={words.states.upload[state]}
          detail={
            state === 'checking' && progress.fraction !== null ? formatShare(progress.fraction, 1) : null
          }
        />
      ),
    },
    {
      key: 'rows',
      header: upload.columns.rows,
      align: 'end',
      width: 120,
      cell: ({ rows, progress }) => formatCount(Math.max(rows.total, progress.rows)),
    },
    {
      key: 'at',
      header: upload.columns.uploadedAt,
      width: 180,
      nowrap: true,
      cell: ({ uploadedAt }) => <Time at={uploadedAt} />,
    },
  ];
  return (
    <Section title={upload.unsent} flush>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={<FileIcon />} title={upload.unsentEmpty} text={upload.unsentEmptyHint} />}
      >
        {({ items }) => (
          <DataTable
            label={upload.unsent}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/uploads/${id}`}
          />
        )}
      </FourStates>
    </Section>
  );
};
