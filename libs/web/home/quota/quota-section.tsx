import Box from '@mui/material/Box';
import { showQuota } from '@sms111/contracts';
import { formatCount, formatDate, formatShare } from '@sms111/phrases';
import { queryOf, useWords } from '@sms111/web/data';
import { AppLink, colour, Count, Section, useNow } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import type { Balance, DayFigure } from '../home-query';
import { forecastOf } from './forecast';
import { QuotaCurve } from './quota-curve';

const DAY_MS = 86_400_000;

interface QuotaSectionProps {
  readonly balance: Balance;
  readonly days: readonly DayFigure[];
  readonly ofUnit: boolean;
}

/** What is left, how it went, and how long it lasts. */
export const QuotaSection = ({ balance, days, ofUnit }: QuotaSectionProps) => {
  const w = useWords();
  const t = w.home.quota;
  const now = useNow(DAY_MS);
  const contract = useQuery(queryOf(showQuota)).data?.contract;
  const forecast = forecastOf(balance, days);
  const daysToEnd = contract ? Math.max(0, Math.ceil((Date.parse(contract.endsAt) - now) / DAY_MS)) : 0;
  const used = t.used(formatShare(balance.charged + balance.reserved, balance.ordered));
  const pace =
    forecast.daysLeft === null
      ? null
      : t.perDay(formatCount(forecast.perDay), formatCount(forecast.daysLeft));
  return (
    <Section title={ofUnit ? t.unitTitle : t.title} action={<AppLink to="/quota">{t.detail}</AppLink>}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: 1, mb: 1 }}>
        <Box component="span" sx={{ color: colour.textQuiet }}>
          {t.remaining}
        </Box>
        <Box component="strong" sx={{ fontSize: '1.75rem', fontWeight: 650, lineHeight: 1.3 }}>
          <Count value={balance.remaining} />
        </Box>
        <Box component="span" sx={{ color: colour.textQuiet }}>
          {w.common.segmentUnit}／{formatCount(balance.ordered)}
        </Box>
      </Box>
      <QuotaCurve
        label={[t.curve, used, pace].filter(Boolean).join('、')}
        forecast={forecast}
        ordered={balance.ordered}
        daysToEnd={daysToEnd}
      />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          columnGap: 2,
          mt: 1,
          fontSize: '0.8125rem',
          color: colour.textQuiet,
        }}
      >
        <span>{used}</span>
        {contract && <span>{t.ends(formatDate(contract.endsAt))}</span>}
        {pace && (
          <Box component="span" sx={{ flexBasis: '100%' }}>
            {pace}
          </Box>
        )}
      </Box>
    </Section>
  );
};
