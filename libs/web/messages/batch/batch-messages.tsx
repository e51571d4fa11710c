import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { listBatchMessages, type ResponseOf } from '@sms111/contracts';
import { parseMessageId } from '@sms111/domain';
import { formatClock, formatCount, networkName, reasonWords, type Stage } from '@sms111/phrases';
import { queryOf, TONES, useCan, useLanguage, useWords } from '@sms111/web/data';
import {
  type Column,
  DataTable,
  EmptyState,
  FourStates,
  Pager,
  RefreshIcon,
  Section,
  StatusBadge,
  Time,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Excerpt } from '../message/excerpt';
import { type Batch, STAGE_ORDER } from './stages';

type Line = ResponseOf<typeof listBatchMessages>['items'][number];

const PAGE = 50;
const WHILE_RUNNING = 2_000;
const OPEN: ReadonlySet<Line['state']> = new Set(['accepted', 'submitting', 'submitted']);

interface BatchMessagesProps {
  readonly batch: Batch;
  readonly stage: Stage | null;
  readonly cursor: string | null;
  readonly openId: string | null;
  readonly onStage: (stage: Stage | null) => void;
  readonly onCursor: (cursor: string | null) => void;
  readonly onOpen: (messageId: string) => void;
}

const useColumns = (): Column<Line>[] => {
  const words = useWords();
  const language = useLanguage();
  const { columns } = words.batch.messages;
  return [
    {
      key: 'number',
      header: columns.number,
      width: 132,
      nowrap: true,
      cell: ({ number }) => number || words.common.unknown,
    },
    {
      key: 'seq',
      header: columns.seq,
      align: 'end',
      width: 72,
      cell: ({ id }) => formatCount((parseMessageId(id)?.seq ?? 0) + 1),
    },
    {
      key: 'excerpt',
      header: columns.excerpt,
      from: 'md',
      cell: ({ excerpt }) => <Excerpt text={excerpt} />,
    },
    {
      key: 'segments',
      header: columns.segments,
      align: 'end',
      width: 64,
      cell: ({ segments }) => formatCount(segments),
    },
    {
      key: 'state',
      header: columns.state,
      nowrap: true,
      cell: ({ state, reason }) => (
        <StatusBadge
          tone={TONES.message[state]}
          label={words.states.message[state]}
          detail={state === 'delivered' ? null : reasonWords(reason, language).name || null}
        />
      ),
    },
    {
      key: 'carrier',
      header: columns.carrier,
      width: 104,
      nowrap: true,
      cell: ({ carrier }) => networkName(carrier, language),
    },
    {
      key: 'final',
      header: columns.finalAt,
      width: 172,
      nowrap: true,
      cell: ({ finalAt }) => <Time at={finalAt} />,
    },
  ];
};

/**
 * The messages of a batch. All of them stand in their order, so their states may change in place while it runs. A
 * filtered list would lose rows under the reader's eyes: it stands still and says so.
 */
export const BatchMessages = ({ batch, stage, cursor, openId, ...act }: BatchMessagesProps) => {
  const words = useWords();
  const { messages } = words.batch;
  const mayOpen = useCan('record.search');
  const columns = useColumns();
  const running = batch.state === 'dispatching';
  const still = stage !== null;
  const query = useQuery({
    ...queryOf(listBatchMessages, {
      params: { batchId: batch.id },
      query: { limit: PAGE, ...(stage ? { stage } : {}), ...(cursor ? { cursor } : {}) },
    }),
    placeholderData: keepPreviousData,
    // Until no row on the page waits for a word any more: the batch may have ended since they were asked for.
    refetchInterval: ({ state }) =>
      !still && (running || state.data?.items.some(line => OPEN.has(line.state))) ? WHILE_RUNNING : false,
    ...(still ? { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } : {}),
  });
  return (
    <Section
      title={messages.title}
      flush
      action={
        <TextField
          select
          label={messages.filter}
          value={stage ?? ''}
          onChange={event => act.onStage(STAGE_ORDER.find(each => each === event.target.value) ?? null)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          sx={{ width: 200 }}
        >
          <MenuItem value="">{messages.all}</MenuItem>
          {STAGE_ORDER.map(each => (
            <MenuItem key={each} value={each}>
              {words.states.stage[each]}
            </MenuItem>
          ))}
        </TextField>
      }
      lead={running && !still ? messages.live : undefined}
    >
      {still && running && query.dataUpdatedAt > 0 ? (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
            px: { xs: 2, sm: 2.5 },
            pb: 1,
            color: 'text.secondary',
            fontSize: '0.875rem',
          }}
        >
          {messages.snapshot(formatClock(new Date(query.dataUpdatedAt)))}
          {messages.changed(formatCount(batch.stages[stage].messages))}
          <Button
            size="small"
            startIcon={<RefreshIcon />}
            onClick={() => void query.refetch()}
            sx={{ minHeight: 32 }}
          >
            {messages.refresh}
          </Button>
        </Box>
      ) : null}
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title={messages.empty} />}
      >
        {({ items, next }) => (
          <>
            <DataTable
              label={messages.title}
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
              selectedKey={openId}
              busy={query.isPlaceholderData}
              {...(mayOpen ? { onOpen: ({ id }: Line) => act.onOpen(id) } : {})}
            />
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={act.onCursor} />
          </>
        )}
      </FourStates>
    </Section>
  );
};
