import Box from '@mui/material/Box';
import { useHomeCrumb, useWords } from '@sms111/web/data';
import { BlockSkeleton, FourStates, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { DoubtPanel } from './doubt-panel';
import { DoubtSection } from './doubt-section';
import { HeldSection } from './held-section';
import { HistorySection } from './history-section';
import { LanesSection } from './lanes-section';
import { PolicySection } from './policy-section';
import { ProposalsSection } from './proposals-section';
import { QueueOverview } from './queue-overview';
import { queueQuery } from './queue-queries';
import { useQueuePlace } from './use-queue-place';

/** 佇列與待確認: what waits, what is held and what is in doubt, with what can be done about it. */
export const QueuePage = () => {
  const { queue } = useWords();
  const query = useQuery(queueQuery);
  const place = useQueuePlace();
  return (
    <Page title={queue.title} lead={queue.lead} crumbs={[useHomeCrumb()]}>
      <FourStates query={query} skeleton={<BlockSkeleton height={560} />}>
        {figures => (
          <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <QueueOverview queue={figures} />
            <LanesSection lanes={figures.lanes} />
            <ProposalsSection place={place.pageOf('proposals')} />
            <DoubtSection place={place} policy={figures.policy} />
            <HeldSection place={place.pageOf('held')} />
            <HistorySection place={place.pageOf('history')} />
            <PolicySection policy={figures.policy} />
          </Box>
        )}
      </FourStates>
      <DoubtPanel
        messageId={place.message}
        policy={query.data?.policy ?? null}
        onClose={() => place.open(null)}
      />
    </Page>
  );
};
