import Box from '@mui/material/Box';
import { useCan, useSession, useWords } from '@sms111/web/data';
import { BlockSkeleton, FourStates, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { HomeParts } from './home-parts';
import { homeQuery } from './home-query';

/** The home page of whoever comes: what they can do, what waits for them, what became of what they sent. */
export const HomePage = () => {
  const w = useWords();
  const { account, unit } = useSession();
  const maySend = useCan('batch.send');
  const query = useQuery(homeQuery);
  return (
    <Page
      title={maySend ? w.home.greeting(account.name) : w.pages.overview.name}
      tabTitle={maySend ? w.pages.home.name : w.pages.overview.name}
      lead={`${unit.agencyName}・${unit.name}`}
    >
      <FourStates
        query={query}
        skeleton={
          <Box sx={{ display: 'grid', gap: 2.5 }}>
            <BlockSkeleton height={120} />
            <BlockSkeleton height={280} />
          </Box>
        }
      >
        {home => <HomeParts home={home} />}
      </FourStates>
    </Page>
  );
};
