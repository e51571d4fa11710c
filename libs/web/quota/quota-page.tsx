import Box from '@mui/material/Box';
import { formatShare } from '@sms111/phrases';
import { useWords, useHomeCrumb } from '@sms111/web/data';
import {
  Banner,
  BlockSkeleton,
  EmptyState,
  FourStates,
  KeyValue,
  Money,
  Page,
  QuotaIcon,
  Section,
  Time,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { BalanceSection } from './balance-section';
import { isLow, quotaQuery, type Quota } from './quota-query';

/** 發送額度: mine, my unit's, the price and the contract. */
export const QuotaPage = () => {
  const w = useWords();
  const query = useQuery(quotaQuery);
  return (
    <Page title={w.quota.title} lead={w.quota.lead} crumbs={[useHomeCrumb()]}>
      <FourStates query={query} skeleton={<BlockSkeleton height={260} />}>
        {quota => <QuotaFigures quota={quota} />}
      </FourStates>
    </Page>
  );
};

const QuotaFigures = ({ quota: { own, unit, unitPrice, contract } }: { readonly quota: Quota }) => {
  const w = useWords();
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {!contract.open && (
        <Banner tone="bad" live="off">
          {w.quota.contractClosed}
        </Banner>
      )}
      {own && isLow(own) && (
        <Banner tone="warn" live="off">
          {w.quota.low(formatShare(own.remaining, own.ordered))}
        </Banner>
      )}
      {own ? (
        <BalanceSection title={w.quota.own} balance={own} unitPrice={unitPrice} />
      ) : (
        <Section title={w.quota.own}>
          <EmptyState icon={<QuotaIcon />} title={w.quota.none} text={w.quota.noneHelp} />
        </Section>
      )}
      {unit && <BalanceSection title={w.quota.unit} balance={unit} unitPrice={unitPrice} />}
      <Section title={w.quota.contract}>
        <KeyValue
          items={[
            {
              name: w.quota.contract,
              value: (
                <>
                  <Time at={contract.startsAt} form="date" /> – <Time at={contract.endsAt} form="date" />
                </>
              ),
            },
            { name: w.quota.unitPrice, value: <Money value={unitPrice} price /> },
          ]}
        />
      </Section>
    </Box>
  );
};
