import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { batchState, listBatches } from '@sms111/contracts';
import { queryOf, useCan, useHomeCrumb, useWords } from '@sms111/web/data';
import {
  ComposeIcon,
  DataTable,
  EmptyState,
  FourStates,
  Page,
  Pager,
  ProgressIcon,
  Section,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useBatchColumns } from './batches/batch-columns';

const WHILE_RUNNING = 2_000;

/** 發送進度: every send as a batch, newest first, with its bar. */
export const BatchesPage = () => {
  const words = useWords();
  const { batch } = words;
  const maySend = useCan('batch.send');
  const columns = useBatchColumns();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state');
  const state = batchState.options.find(option => option === asked);
  const cursor = search.get('cursor') ?? undefined;
  const query = useQuery({
    ...queryOf(listBatches, { query: { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(item => item.state === 'dispatching') ? WHILE_RUNNING : false,
  });
  const go = (next: { state?: string; cursor?: string | null }) =>
    setSearch({
      ...(next.state ? { state: next.state } : {}),
      ...(next.cursor ? { cursor: next.cursor } : {}),
    });
  const compose = (
    <Button component={Link} to="/compose" variant="contained" startIcon={<ComposeIcon />}>
      {batch.compose}
    </Button>
  );

  return (
    <Page title={batch.title} lead={batch.lead} crumbs={[useHomeCrumb()]} action={maySend ? compose : null}>
      <Section
        title={batch.list}
        flush
        action={
          <TextField
            select
            label={batch.stateFilter}
            value={state ?? ''}
            onChange={event => go({ state: event.target.value })}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            sx={{ width: 160 }}
          >
            <MenuItem value="">{batch.allStates}</MenuItem>
            {batchState.options.map(option => (
              <MenuItem key={option} value={option}>
                {words.states.batch[option]}
              </MenuItem>
            ))}
          </TextField>
        }
      >
        <FourStates
          query={query}
          isEmpty={({ items }) => items.length === 0}
          empty={
            state ? (
              <EmptyState title={batch.emptyFiltered} />
            ) : (
              <EmptyState
                icon={<ProgressIcon />}
                title={batch.empty}
                text={batch.emptyHint}
                action={maySend ? compose : null}
              />
            )
          }
        >
          {({ items, next }) => (
            <>
              <DataTable
                label={batch.list}
                columns={columns}
                rows={items}
                rowKey={({ id }) => id}
                rowTo={({ id }) => `/batches/${id}`}
                busy={query.isPlaceholderData}
              />
              <Pager
                shown={items.length}
                next={next}
                later={cursor !== undefined}
                onPage={place => go({ state, cursor: place })}
              />
            </>
          )}
        </FourStates>
      </Section>
    </Page>
  );
};
