import { listApiAccounts } from '@sms111/contracts';
import { queryOf, useWords, useHomeCrumb } from '@sms111/web/data';
import { BlockSkeleton, EmptyState, FourStates, KeyIcon, Page, Section } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import { AccountKeys } from './account-keys';

/** API 金鑰: the unit's API accounts and their keys. */
export const ApiKeysPage = () => {
  const w = useWords();
  const query = useQuery(queryOf(listApiAccounts));
  return (
    <Page title={w.apiKeys.title} lead={w.apiKeys.lead} crumbs={[useHomeCrumb()]}>
      <FourStates
        query={query}
        skeleton={<BlockSkeleton height={260} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Section title={w.apiKeys.keys}>
            <EmptyState icon={<KeyIcon />} title={w.apiKeys.none} text={w.apiKeys.noneHelp} />
          </Section>
        }
      >
        {({ items }) => (
          <Box sx={{ display: 'grid', gap: 2.5 }}>
            {items.map(account => (
              <AccountKeys key={account.id} account={account} main={items.length === 1} />
            ))}
          </Box>
        )}
      </FourStates>
    </Page>
  );
};
