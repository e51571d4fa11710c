import Box from '@mui/material/Box';
import { showBatch } from '@sms111/contracts';
import type { Stage } from '@sms111/phrases';
import { queryOf, TONES, useHomeCrumb, useWords } from '@sms111/web/data';
import { BlockSkeleton, FourStates, Page, StatusBadge, Time } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { BatchActions } from './batch/batch-actions';
import { BatchCharge, BatchFacts } from './batch/batch-facts';
import { BatchMessages } from './batch/batch-messages';
import { BatchResult } from './batch/batch-result';
import { CarrierTable } from './batch/carrier-table';
import { PrintSummary } from './batch/print-summary';
import { ReasonTable } from './batch/reason-table';
import { refreshEvery } from './batch/refresh';
import { useBatchPlace } from './batch/use-batch-place';
import { MessagePanel } from './message/message-panel';

const STACK = { display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' } as const;

const Skeleton = () => (
  <Box sx={STACK}>
    <BlockSkeleton height={190} />
    <BlockSkeleton height={260} />
    <BlockSkeleton height={420} />
  </Box>
);

/** One batch, live: its stages, the deadline, carriers and reasons, charges, and every message. */
export const BatchPage = () => {
  const words = useWords();
  const { batchId = '' } = useParams();
  const { place, go } = useBatchPlace();
  const query = useQuery({
    ...queryOf(showBatch, { params: { batchId } }),
    refetchInterval: ({ state }) => refreshEvery(state.data),
  });
  const batch = query.data;
  const filterBy = (stage: Stage | null) => go({ stage, cursor: null });
  return (
    <Page
      title={batch ? batch.name || words.batch.unnamed : words.pages.batch.name}
      tabTitle={words.pages.batch.name}
      crumbs={[useHomeCrumb(), { name: words.pages.batches.name, to: '/batches' }]}
      aside={
        batch ? (
          <StatusBadge size="large" tone={TONES.batch[batch.state]} label={words.states.batch[batch.state]} />
        ) : null
      }
      lead={batch ? <Time at={batch.acceptedAt} withRelative /> : undefined}
      action={batch ? <BatchActions batch={batch} /> : null}
    >
      <FourStates query={query} skeleton={<Skeleton />}>
        {data => (
          <Box sx={STACK}>
            <PrintSummary batch={data} />
            <BatchResult batch={data} stage={place.stage} onStage={filterBy} />
            <Box
              sx={{
                display: 'grid',
                gap: 3,
                alignItems: 'start',
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(280px, 340px)' },
              }}
            >
              <Box sx={STACK}>
                <CarrierTable batch={data} />
                <ReasonTable batch={data} />
              </Box>
              <Box sx={STACK}>
                <BatchCharge batch={data} />
                <BatchFacts batch={data} />
              </Box>
            </Box>
            <BatchMessages
              batch={data}
              stage={place.stage}
              cursor={place.cursor}
              openId={place.message}
              onStage={filterBy}
              onCursor={cursor => go({ cursor })}
              onOpen={message => go({ message })}
            />
          </Box>
        )}
      </FourStates>
      <MessagePanel messageId={place.message} onClose={() => go({ message: null })} />
    </Page>
  );
};
