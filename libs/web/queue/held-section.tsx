import type { Permission } from '@sms111/domain';
import { formatCount, networkName, type HeldCause } from '@sms111/phrases';
import { useCan, useLanguage, useWords } from '@sms111/web/data';
import {
  AppLink,
  DataTable,
  EmptyState,
  FourStates,
  Pager,
  RecordsIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { heldQuery, type HeldGroup } from './queue-queries';
import type { ListPlace } from './use-queue-place';

/** Where the cause can be looked at and taken away. */
const PLACES = {
  'no-route': { to: () => '/routing', permission: 'routing.view' },
  'carrier-paused': { to: () => '/carriers', permission: 'carrier.view' },
  'no-link': { to: () => '/carriers', permission: 'carrier.view' },
  'agency-suspended': { to: () => '/agencies?state=suspended', permission: 'agency.view' },
  'batch-paused': { to: batchId => `/batches/${batchId}`, permission: 'batch.view' },
} as const satisfies Record<HeldCause, { to: (batchId: string) => string; permission: Permission }>;

/** What is held, why, since when, and what can be done about it. */
export const HeldSection = ({ place: { cursor, goTo } }: { readonly place: ListPlace }) => {
  const words = useWords();
  const language = useLanguage();
  const { held: t } = words.queue;
  const query = useQuery(heldQuery(cursor));
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
    { key: 'messages', header: t.messages, align: 'end', cell: group => <Messages {...group} /> },
    { key: 'since', header: t.since, from: 'md', nowrap: true, cell: ({ since }) => <Time at={since} /> },
    {
      key: 'todo',
      header: t.todo,
      cell: group => <Todo {...group} />,
    },
  ];
  return (
    <Section title={t.title} lead={t.lead} flush>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={<RecordsIcon />} title={t.none} text={t.noneHelp} />}
      >
        {({ items, next }) => (
          <>
            <DataTable
              label={t.title}
              columns={columns}
              rows={items}
              rowKey={({ batchId, carrier, cause }) => `${batchId} ${carrier} ${cause}`}
              busy={query.isPlaceholderData}
            />
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={goTo} />
          </>
        )}
      </FourStates>
    </Section>
  );
};

const Messages = ({ messages, estimated }: HeldGroup) => {
  const { held: t } = useWords().queue;
  const count = formatCount(messages);
  return estimated ? <span title={t.aboutHelp}>{t.about(count)}</span> : count;
};

const Todo = ({ cause, batchId }: HeldGroup) => {
  const { held: t } = useWords().queue;
  const { to, permission } = PLACES[cause];
  return useCan(permission) ? <AppLink to={to(batchId)}>{t.todos[cause]}</AppLink> : t.todos[cause];
};
