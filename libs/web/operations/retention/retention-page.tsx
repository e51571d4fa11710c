import Box from '@mui/material/Box';
import { formatCount } from '@sms111/phrases';
import { useCan, useHomeCrumb, useWords } from '@sms111/web/data';
import { BlockSkeleton, FourStates, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { CertificatesSection } from './certificates-section';
import { HoldsSection } from './holds-section';
import { LogPeriodsSection } from './log-periods-section';
import { MasterKeysSection } from './master-keys-section';
import { MonthsSection } from './months-section';
import { retentionQuery } from './retention-query';

/** 紀錄保存: how long records are kept, what keeps them longer, and what is left of those that went. */
export const RetentionPage = () => {
  const w = useWords();
  const t = w.retention;
  const may = useCan('retention.manage');
  const query = useQuery(retentionQuery);
  return (
    <Page title={t.title} lead={t.lead} crumbs={[useHomeCrumb()]}>
      <FourStates query={query} skeleton={<BlockSkeleton height={480} />}>
        {retention => {
          const { policy } = retention;
          return (
            <Box sx={{ display: 'grid', gap: 2.5 }}>
              <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                <li>{t.policy(formatCount(policy.months), formatCount(policy.logMonths))}</li>
                <li>{policy.automatic ? t.policyAutomatic : t.policyTwoPersons}</li>
                <li>{t.policyUploads(formatCount(policy.unsentUploadDays))}</li>
              </Box>
              <MonthsSection months={retention.months} may={may} />
              <HoldsSection holds={retention.holds} agencies={retention.agencies} may={may} />
              <CertificatesSection certificates={retention.certificates} />
              <MasterKeysSection masterKeys={retention.masterKeys} left={retention.keysLeft} may={may} />
              <LogPeriodsSection
                periods={retention.logPeriods}
                agencies={retention.agencies}
                months={policy.logMonths}
                may={may}
              />
            </Box>
          );
        }}
      </FourStates>
    </Page>
  );
};
