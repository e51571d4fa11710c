import { formatCount, networkName, type HeldCause } from '@sms111/phrases';
import { useCan, useLanguage, useWords } from '@sms111/web/data';
import {
  AppLink,
  DataTable,
  EmptyState,
  FourStates,
  RecordsIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { heldQuery, type HeldGroup } from './queue-queries';

/** Where the cause can be looked at and taken away. */
const placeOf = (cause: HeldCause, batchId: string): string =>
  cause === 'batch-paused' || cause === 'agency-suspended' ? `/batches/${batchId}` : '/carriers';

/** What is held, why, since when, and what can be done about it. */
export const HeldSection = () => {
  const words = useWords();
  const language = useLanguage();
  const { held: t } = words.queue;
  const seesCarriers = useCan('carrier.view');
  const query = useQuery(heldQuery);
  const columns: Column<HeldGroup>[] = [
    {
      key: 'batch',
      header: words.queue.doubt.batch,
      cell: ({ batchId, batchName }) => (
        <AppLink to={`/batches/${batchId}`}>{batchName || words.batch.unnamed}</AppLink>
      ),
    },
    { key: 'agency', header: words.queue.doubt.agency, from: 'lg', cell: ({ agencyName }) => agencyName },
    {
      key: 'carrier',
      header: words.queue.doubt.carrier,
      nowrap: true,
      cell: ({ carrier }) => networkName(carrier, language),
    },
    {
      key: 'cause',
      header: t.cause,
      cell: ({ cause }) => <StatusBadge tone="warn" label={t.causes[cause]} />,
    },
    { key: 'messages', header: t.messages, align: 'end', cell: ({ messages }) => formatCount(messages) },
    { key: 'since', header: t.since, from: 'md', nowrap: true, cell: ({ since }) => <Time at={since} /> },
    {
      key: 'todo',
      header: t.todo,
      cell: ({ cause, batchId }) => {
        const place = placeOf(cause, batchId);
        return place === '/carriers' && !seesCarriers ? (
          t.todos[cause]
        ) : (
          <AppLink to={place}>{t.todos[cause]}</AppLink>
        );
      },
    },
  ];
  return (
    <Section title={t.title} lead={t.lead} flush>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={<RecordsIcon />} title={t.none} text={t.noneHelp} />}
      >
        {({ items }) => (
          <DataTable
            label={t.title}
            columns={columns}
            rows={items}
            rowKey={({ batchId, carrier, cause }) => `${batchId} ${carrier} ${cause}`}
          />
        )}
      </FourStates>
    </Section>
  );
};
