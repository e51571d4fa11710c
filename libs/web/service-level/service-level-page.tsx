import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { month as monthShape, showServiceLevel } from '@sms111/contracts';
import type { Words } from '@sms111/phrases';
import { queryOf, useHomeCrumb, useWords } from '@sms111/web/data';
import { BlockSkeleton, ClockIcon, EmptyState, FourStates, Page } from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { LateBatches } from './late-batches';
import { MonthFigures } from './month-figures';
import { batchesOf } from './service-level';

/** What is under way moves; nobody has to ask again. */
const POLL_MS = 15_000;

/** 服務水準: a month of hand-overs against the contract. */
export const ServiceLevelPage = () => {
  const { serviceLevel: t } = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = monthShape.safeParse(search.get('month'));
  const cursor = search.get('cursor') ?? undefined;
  const query = useQuery({
    ...queryOf(showServiceLevel, {
      query: { ...(asked.success ? { month: asked.data } : {}), ...(cursor ? { cursor } : {}) },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  const go = (month: string, place: string | null) =>
    setSearch({ month, ...(place ? { cursor: place } : {}) });
  const shown = asked.success ? asked.data : query.data?.month;
  const months = [...new Set([...(shown ? [shown] : []), ...(query.data?.months ?? [])])].sort().reverse();
  const picker = (
    <TextField
      select
      label={t.month}
      value={shown ?? ''}
      onChange={event => go(event.target.value, null)}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: 180 }}
    >
      {months.map(month => (
        <MenuItem key={month} value={month}>
          {monthName(month, t)}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Page title={t.title} lead={t.lead} crumbs={[useHomeCrumb()]} action={picker}>
      <FourStates
        query={query}
        skeleton={<BlockSkeleton height={360} />}
        isEmpty={data => batchesOf(data.totals) === 0}
        empty={<EmptyState icon={<ClockIcon />} title={t.none} text={t.noneHelp} />}
      >
        {data => (
          <>
            <MonthFigures totals={data.totals} />
            <LateBatches
              data={data}
              later={cursor !== undefined}
              busy={query.isPlaceholderData}
              onPage={place => go(data.month, place)}
            />
          </>
        )}
      </FourStates>
    </Page>
  );
};

const monthName = (month: string, t: Words['serviceLevel']): string => {
  const [year = '', number = ''] = month.split('-');
  return t.monthName(year, String(Number(number)));
};
