import Button from '@mui/material/Button';
import { useWords } from '@sms111/web/data';
import { DataTable, EmptyState, ProgressIcon, Section, Count, type Column } from '@sms111/web/ui';
import { useState } from 'react';
import type { DayFigure } from '../home-query';
import { DayBars } from './day-bars';

/** The volume of the last days, as bars or as a table. */
export const DaysSection = ({ days }: { readonly days: readonly DayFigure[] }) => {
  const w = useWords();
  const t = w.home.days;
  const [asTable, setAsTable] = useState(false);
  const columns: Column<DayFigure>[] = [
    { key: 'day', header: t.day, cell: day => day.day.replaceAll('-', '/') },
    { key: 'messages', header: t.messages, cell: day => <Count value={day.messages} />, align: 'end' },
    { key: 'segments', header: t.segments, cell: day => <Count value={day.segments} />, align: 'end' },
    {
      key: 'delivered',
      header: w.home.figure.delivered,
      cell: day => <Count value={day.delivered} />,
      align: 'end',
    },
    { key: 'failed', header: w.home.figure.failed, cell: day => <Count value={day.failed} />, align: 'end' },
  ];
  if (days.every(day => day.messages === 0)) {
    return (
      <Section title={t.title}>
        <EmptyState icon={<ProgressIcon />} title={t.none} />
      </Section>
    );
  }
  return (
    <Section
      title={t.title}
      flush={asTable}
      action={
        <Button size="small" color="inherit" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {asTable ? t.chart : t.table}
        </Button>
      }
    >
      {asTable ? (
        <DataTable label={t.title} columns={columns} rows={days.toReversed()} rowKey={day => day.day} />
      ) : (
        <DayBars days={days} />
      )}
    </Section>
  );
};
