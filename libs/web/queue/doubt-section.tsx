import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { countUnconfirmed, listUnconfirmed } from '@sms111/contracts';
import { formatCount, networkName } from '@sms111/phrases';
import { queryOf, useCan, useLanguage, useWords } from '@sms111/web/data';
import {
  DataTable,
  EmptyState,
  FourStates,
  Pager,
  PermissionButton,
  RecordsIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DoubtFilters } from './doubt-filters';
import { GroupDialog } from './group-dialog';
import type { DoubtLine, Queue } from './queue-queries';
import { filterOf, type useQueuePlace } from './use-queue-place';

const PAGE = 50;
const POLL_MS = 15_000;

interface DoubtSectionProps {
  readonly place: ReturnType<typeof useQueuePlace>;
  readonly policy: Queue['policy'];
}

/** Messages in doubt, the oldest first. */
export const DoubtSection = ({ place, policy }: DoubtSectionProps) => {
  const { doubt: t } = useWords().queue;
  const { choice, cursor, message, filtered } = place;
  const filter = filterOf(choice);
  const columns = useDoubtColumns();
  const query = useQuery({
    ...queryOf(listUnconfirmed, { query: { ...filter, limit: PAGE, ...(cursor ? { cursor } : {}) } }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  return (
    <Section title={t.title} lead={t.lead} flush>
      <Box sx={{ px: { xs: 2, sm: 2.5 }, pt: 1, pb: 2, display: 'grid', gap: 1.5 }}>
        <DoubtFilters
          key={JSON.stringify(choice)}
          choice={choice}
          filtered={filtered}
          onFilter={place.filterBy}
          onClear={place.clear}
        />
        {filtered && <Matching filter={filter} policy={policy} />}
      </Box>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            icon={<RecordsIcon />}
            title={filtered ? t.noneFiltered : t.none}
            text={filtered ? t.noneFilteredHelp : t.noneHelp}
          />
        }
      >
        {({ items, next }) => (
          <>
            <DataTable
              label={t.title}
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
              selectedKey={message}
              onOpen={({ id }) => place.open(id)}
              busy={query.isPlaceholderData}
            />
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={place.goTo} />
          </>
        )}
      </FourStates>
    </Section>
  );
};

/** How many messages the filter takes in, and the way to answer for all of them at once. */
const Matching = ({
  filter,
  policy,
}: {
  readonly filter: ReturnType<typeof filterOf>;
  readonly policy: Queue['policy'];
}) => {
  const { doubt: t } = useWords().queue;
  const allowed = useCan('queue.resolve');
  const [open, setOpen] = useState(false);
  const { data: count } = useQuery(queryOf(countUnconfirmed, { query: filter }));
  if (!count) return null;
  const messages = formatCount(count.messages);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      <Typography role="status">
        {count.tooMany ? t.tooMany(messages) : t.matching(messages, formatCount(count.segments))}
      </Typography>
      {count.messages > 0 && (
        <PermissionButton
          variant="outlined"
          allowed={allowed}
          deniedReason={t.resolveLocked}
          disabledReason={count.tooMany ? t.tooMany(messages) : null}
          onClick={() => setOpen(true)}
        >
          {t.resolveAll(messages)}
        </PermissionButton>
      )}
      {open && (
        <GroupDialog
          filter={filter}
          messages={count.messages}
          policy={policy}
          onClose={() => setOpen(false)}
        />
      )}
    </Box>
  );
};

const useDoubtColumns = (): Column<DoubtLine>[] => {
  const words = useWords();
  const language = useLanguage();
  const { doubt: t } = words.queue;
  return [
    { key: 'since', header: t.since, width: 176, nowrap: true, cell: ({ since }) => <Time at={since} /> },
    {
      key: 'number',
      header: t.number,
      width: 124,
      nowrap: true,
      cell: ({ number }) => number || words.common.unknown,
    },
    {
      key: 'carrier',
      header: t.carrier,
      width: 112,
      nowrap: true,
      cell: ({ carrier }) => networkName(carrier, language),
    },
    {
      key: 'link',
      header: t.link,
      width: 88,
      nowrap: true,
      cell: ({ link }) => link ?? words.common.unknown,
    },
    {
      key: 'batch',
      header: t.batch,
      cell: ({ batchName, proposed }) => (
        <>
          {batchName || words.batch.unnamed} {proposed && <StatusBadge tone="warn" label={t.proposed} />}
        </>
      ),
    },
    { key: 'agency', header: t.agency, from: 'lg', cell: ({ agencyName }) => agencyName },
    {
      key: 'segments',
      header: t.segments,
      align: 'end',
      width: 64,
      cell: ({ segments }) => formatCount(segments),
    },
  ];
};
