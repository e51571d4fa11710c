import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import {
  DataTable,
  EmptyState,
  FourStates,
  Pager,
  RecordsIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
  type Tone,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { historyQuery, type ResolutionEntry } from './queue-queries';
import { SaidWords, ScopeWords } from './resolution-facts';
import type { ListPlace } from './use-queue-place';

const TONES: Readonly<Record<ResolutionEntry['state'], Tone>> = {
  proposed: 'warn',
  applied: 'good',
  rejected: 'bad',
  withdrawn: 'off',
};

/** The decisions of persons, newest first. */
export const HistorySection = ({ place: { cursor, goTo } }: { readonly place: ListPlace }) => {
  const { resolutions: t } = useWords().queue;
  const query = useQuery(historyQuery(cursor));
  const columns: Column<ResolutionEntry>[] = [
    { key: 'at', header: t.at, width: 176, nowrap: true, cell: entry => <Time at={entry.proposedAt} /> },
    { key: 'said', header: t.said, cell: entry => <SaidWords entry={entry} /> },
    { key: 'scope', header: t.scope, cell: entry => <ScopeWords entry={entry} /> },
    { key: 'reference', header: t.reference, from: 'md', cell: entry => entry.reference },
    { key: 'by', header: t.by, cell: entry => entry.proposedBy },
    { key: 'decided', header: t.decidedBy, from: 'md', cell: entry => entry.decidedBy ?? '–' },
    {
      key: 'state',
      header: t.state,
      nowrap: true,
      cell: entry => (
        <StatusBadge
          tone={TONES[entry.state]}
          label={t.states[entry.state]}
          detail={entry.state === 'applied' ? t.applied(formatCount(entry.applied)) : null}
        />
      ),
    },
  ];
  return (
    <Section title={t.history} flush={(query.data?.items.length ?? 0) > 0}>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={<RecordsIcon />} title={t.noneHistory} text={t.noneHistoryHelp} />}
      >
        {({ items, next }) => (
          <>
            <DataTable
              label={t.history}
              columns={columns}
              rows={items}
              rowKey={entry => entry.id}
              busy={query.isPlaceholderData}
            />
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={goTo} />
          </>
        )}
      </FourStates>
    </Section>
  );
};
