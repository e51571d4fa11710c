import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { listUploadRows } from '@sms111/contracts';
import { codeWords, formatCount, networkName, type Words } from '@sms111/phrases';
import { queryOf, useLanguage, useWords } from '@sms111/web/data';
import { type Column, DataTable, EmptyState, FourStates, Pager, Section, StatusBadge } from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Upload } from './file-facts';
import { MarkedCell } from './marked-cell';
import { offendingCells, type UploadRow } from './offending-cells';
import { type RowFilters, type Verdict, VERDICTS } from './row-filters';
import { markRow } from './row-text';
import { RowWhy } from './row-why';

const TONE = { accept: 'good', reject: 'bad', skip: 'off' } as const;
const PAGE = 50;
/** What is longer is no number, and may be broken. */
const LONGEST_NUMBER = 16;

interface UploadRowsProps {
  readonly upload: Upload;
  readonly signature: string;
  readonly names: readonly string[];
  readonly filters: RowFilters;
  readonly onFilter: (next: Partial<RowFilters>) => void;
}

const plain = (text: string) => [{ text, severity: null }];

const columnsOf = (
  { recognised }: Upload,
  signing: { signature: string; names: readonly string[] },
  words: Words['compose']['upload'],
  language: ReturnType<typeof useLanguage>,
): Column<UploadRow>[] => {
  const isB = recognised?.layout === 'B';
  const { rowColumns, verdicts } = words;
  const content: Column<UploadRow> = {
    key: 'content',
    header: rowColumns.content,
    cell: row => (
      <MarkedCell
        stretches={row.verdict === 'skip' ? plain('') : markRow(row, signing)}
        offending={offendingCells(row).has('content')}
        short={row.verdict === 'accept'}
      />
    ),
  };
  const ref: Column<UploadRow> = {
    key: 'ref',
    header: rowColumns.ref,
    from: 'lg',
    width: 120,
    cell: row => <MarkedCell stretches={plain(row.ref)} offending={offendingCells(row).has('ref')} />,
  };
  const size: Column<UploadRow> = {
    key: 'size',
    header: rowColumns.size,
    align: 'end',
    width: 88,
    cell: ({ units, segments }) =>
      units === null || segments === null ? '' : `${formatCount(units)}／${formatCount(segments)}`,
  };
  return [
    { key: 'line', header: rowColumns.line, width: 64, cell: ({ line }) => formatCount(line) },
    {
      key: 'verdict',
      header: rowColumns.verdict,
      width: 96,
      nowrap: true,
      cell: ({ verdict }) => <StatusBadge tone={TONE[verdict]} label={verdicts[verdict]} />,
    },
    {
      key: 'number',
      header: rowColumns.number,
      width: 150,
      cell: row => (
        <MarkedCell
          stretches={plain(row.number)}
          offending={offendingCells(row).has('number') || offendingCells(row).has('row')}
          unbroken={row.number.length <= LONGEST_NUMBER}
        />
      ),
    },
    ...(isB ? [content, ref, size] : []),
    {
      key: 'network',
      header: rowColumns.network,
      from: 'lg',
      width: 96,
      cell: ({ network }) => (network === null ? '' : networkName(network, language)),
    },
    { key: 'why', header: rowColumns.why, width: '30%', cell: row => <RowWhy row={row} /> },
  ];
};

/** The rows of the file, all of them, page by page; the offending cell marked, with the reason and what to do. */
export const UploadRows = ({ upload, signature, names, filters, onFilter }: UploadRowsProps) => {
  const { upload: words } = useWords().compose;
  const language = useLanguage();
  const { verdict, code, cursor } = filters;
  const query = useQuery({
    ...queryOf(listUploadRows, {
      params: { uploadId: upload.id },
      query: {
        limit: PAGE,
        ...(verdict ? { verdict } : {}),
        ...(code ? { code } : {}),
        ...(cursor ? { cursor } : {}),
      },
    }),
    placeholderData: keepPreviousData,
    // A checked file does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Section
      title={words.rowsTitle}
      lead={code ? codeWords(code, language).name : undefined}
      flush
      action={
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          aria-label={words.rowFilter}
          value={verdict ?? 'all'}
          onChange={(_, chosen: Verdict | 'all' | null) => {
            if (chosen !== null) onFilter({ verdict: chosen === 'all' ? null : chosen, code: null });
          }}
        >
          {(['all', ...VERDICTS] as const).map(choice => (
            <ToggleButton key={choice} value={choice} sx={{ px: 1.5 }}>
              {words.filters[choice]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title={words.rowsEmpty} />}
      >
        {({ items, next }) => (
          <>
            <Box sx={{ overflowX: 'clip' }}>
              <DataTable
                label={words.rowsTitle}
                columns={columnsOf(upload, { signature, names }, words, language)}
                rows={items}
                rowKey={({ line }) => String(line)}
                busy={query.isPlaceholderData}
              />
            </Box>
            <Pager
              shown={items.length}
              next={next}
              later={cursor !== null}
              onPage={place => onFilter({ cursor: place })}
            />
          </>
        )}
      </FourStates>
    </Section>
  );
};
