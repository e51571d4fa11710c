import Box from '@mui/material/Box';
import { searchMessages } from '@sms111/contracts';
import { normaliseMobile, parseBatchId } from '@sms111/domain';
import { queryOf, useHomeCrumb, useWords } from '@sms111/web/data';
import { DataTable, EmptyState, FourStates, Page, Pager, RecordsIcon, Section, useNow } from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MessagePanel } from './message/message-panel';
import { useRecordColumns } from './records/record-columns';
import { isFiltered, queryOfFilters } from './records/record-filters';
import { RecordFiltersForm } from './records/record-filters-form';
import { useRecordPlace } from './records/use-record-place';

const PAGE = 50;
const MINUTE = 60_000;

/** 發送紀錄: the result for every number, searched by whatever one knows of it. */
export const RecordsPage = () => {
  const { records } = useWords();
  const { place, filterBy, goTo, open, clear } = useRecordPlace();
  const columns = useRecordColumns();
  const now = useNow(MINUTE);
  const { filters, cursor, message } = place;
  const number = filters.number === '' ? null : normaliseMobile(filters.number);
  // A link may bring what nobody would type: it is shown in its field, and not asked for.
  const askable =
    (number === null || number.ok) && (filters.batch === '' || parseBatchId(filters.batch) !== null);
  const query = useQuery({
    ...queryOf(searchMessages, {
      query: {
        limit: PAGE,
        ...queryOfFilters(filters, number?.ok ? number.mobile : null, new Date(now)),
        ...(cursor ? { cursor } : {}),
      },
    }),
    enabled: askable,
    placeholderData: keepPreviousData,
    // Each search is an entry in the audit record: only a person searches.
    refetchOnWindowFocus: false,
  });
  return (
    <Page title={records.title} lead={records.lead} crumbs={[useHomeCrumb()]}>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Section title={records.filters.label}>
          <RecordFiltersForm
            filters={filters}
            onFilter={filterBy}
            onClear={clear}
            clearable={isFiltered(filters)}
          />
        </Section>
        <Section title={records.results} flush>
          {askable ? (
            <FourStates
              query={query}
              isEmpty={({ items }) => items.length === 0}
              empty={
                isFiltered(filters) ? (
                  <EmptyState
                    icon={<RecordsIcon />}
                    title={records.emptyFiltered}
                    text={records.emptyFilteredHint}
                  />
                ) : (
                  <EmptyState icon={<RecordsIcon />} title={records.empty} text={records.emptyHint} />
                )
              }
            >
              {({ items, next }) => (
                <>
                  <DataTable
                    label={records.title}
                    columns={columns}
                    rows={items}
                    rowKey={({ id }) => id}
                    selectedKey={message}
                    onOpen={({ id }) => open(id)}
                    busy={query.isPlaceholderData}
                  />
                  <Pager shown={items.length} next={next} later={cursor !== null} onPage={goTo} />
                </>
              )}
            </FourStates>
          ) : (
            <EmptyState
              icon={<RecordsIcon />}
              title={records.notAskable}
              text={records.filters.numberSearch}
            />
          )}
        </Section>
      </Box>
      <MessagePanel messageId={message} onClose={() => open(null)} />
    </Page>
  );
};
