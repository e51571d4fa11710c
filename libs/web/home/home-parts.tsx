import Box from '@mui/material/Box';
import { useCan } from '@sms111/web/data';
import { AgenciesSection } from './agencies-section';
import { AnswerSection } from './answer-section';
import { DaysSection } from './days/days-section';
import { HandOverSection } from './hand-over-section';
import type { Home } from './home-query';
import { LinksSection } from './links-section';
import { MembersSection } from './members-section';
import { OutcomeTiles } from './outcome-tiles';
import { QuotaSection } from './quota/quota-section';
import { RecentSection } from './recent-section';
import { RunningSection } from './running-section';
import { WaysToSend } from './ways-to-send';

/** The parts that the reader has a use for, alarms and deeds first. */
export const HomeParts = ({ home }: { readonly home: Home }) => {
  const maySend = useCan('batch.send');
  const seesLinks = useCan('carrier.view');
  const seesBatches = useCan('batch.view');
  const quota = home.unitQuota ?? home.quota;
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {seesLinks && <LinksSection />}
      {maySend && <WaysToSend />}
      {maySend && <AnswerSection home={home} />}
      {home.running.length > 0 && <RunningSection batches={home.running} />}
      <OutcomeTiles today={home.today} month={home.month} />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: quota ? '3fr 2fr' : 'minmax(0, 1fr)' },
        }}
      >
        <DaysSection days={home.days} />
        {quota && <QuotaSection balance={quota} days={home.days} ofUnit={home.unitQuota !== null} />}
      </Box>
      {home.handOver && <HandOverSection handOver={home.handOver} />}
      {home.agencies && <AgenciesSection agencies={home.agencies} />}
      {seesBatches && <RecentSection batches={home.recent} maySend={maySend} />}
      {home.members && <MembersSection members={home.members} />}
    </Box>
  );
};
