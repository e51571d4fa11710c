import Box from '@mui/material/Box';
import { useHomeCrumb, useWords } from '@sms111/web/data';
import { BlockSkeleton, FourStates, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { LookUpSection } from './look-up/look-up-section';
import { OverridesSection } from './overrides/overrides-section';
import { PolicySection } from './policy-section';
import { ImportsSection } from './ported/imports-section';
import { PortedFigures } from './ported/ported-figures';
import { SnapshotsSection } from './ported/snapshots-section';
import { overviewQuery } from './routing-query';

/** 號碼路由解析: where numbers go, and what that is known by. */
export const RoutingPage = () => {
  const t = useWords().routing;
  const query = useQuery(overviewQuery);
  return (
    <Page title={t.title} lead={t.lead} crumbs={[useHomeCrumb()]}>
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <LookUpSection />
        <FourStates query={query} skeleton={<BlockSkeleton height={420} />}>
          {overview => (
            <>
              <PortedFigures overview={overview} />
              <ImportsSection />
              <SnapshotsSection inForce={overview.snapshot} />
              <OverridesSection />
              <PolicySection overview={overview} />
            </>
          )}
        </FourStates>
      </Box>
    </Page>
  );
};
