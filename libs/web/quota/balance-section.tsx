import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { Count, Figure, Money, Section, StackedBar, type BarPart } from '@sms111/web/ui';
import type { Balance } from './quota-query';

interface BalanceSectionProps {
  readonly title: string;
  readonly balance: Balance;
  readonly unitPrice: string;
}

/** One account of quota: what is left, what is reserved, what was used. Together they are what was ordered. */
export const BalanceSection = ({ title, balance, unitPrice }: BalanceSectionProps) => {
  const w = useWords();
  const { quota } = w;
  const parts: BarPart[] = [
    { key: 'charged', label: quota.charged, tone: 'handed', value: balance.charged },
    { key: 'reserved', label: quota.reserved, tone: 'active', value: balance.reserved },
    { key: 'lapsed', label: quota.lapsed, tone: 'warn', value: balance.lapsed },
    { key: 'remaining', label: quota.remaining, tone: 'off', rest: true, value: balance.remaining },
  ];
  const unit = w.common.segmentUnit;
  return (
    <Section title={title}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' },
          mb: 2.5,
        }}
      >
        <Figure
          label={quota.remaining}
          value={<Count value={balance.remaining} />}
          unit={unit}
          note={quota.remainingHelp}
        />
        <Figure
          label={quota.reserved}
          value={<Count value={balance.reserved} />}
          unit={unit}
          note={quota.reservedHelp}
        />
        <Figure
          label={quota.charged}
          value={<Count value={balance.charged} />}
          unit={unit}
          note={quota.chargedHelp}
        />
        <Figure
          label={quota.cost}
          value={<Money value={balance.charged * Number(unitPrice)} />}
          note={
            <>
              {quota.unitPrice} <Money value={unitPrice} price />
            </>
          }
        />
      </Box>
      <StackedBar
        plain
        label={quota.bar(title)}
        parts={parts.filter(part => part.key !== 'lapsed' || part.value > 0)}
      />
    </Section>
  );
};
