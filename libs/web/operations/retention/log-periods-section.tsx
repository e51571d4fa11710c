import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import {
  AddIcon,
  ClockIcon,
  Count,
  DataTable,
  EmptyState,
  PermissionButton,
  Section,
  type Column,
} from '@sms111/web/ui';
import { useState } from 'react';
import type { Retention } from './retention-query';
import { SetPeriodDialog } from './set-period-dialog';

type Period = Retention['logPeriods'][number];

interface LogPeriodsSectionProps {
  readonly periods: readonly Period[];
  readonly agencies: Retention['agencies'];
  /** What holds for an agency that agreed to nothing else. */
  readonly months: number;
  readonly may: boolean;
}

/** Agencies whose transaction log is kept longer than three years. */
export const LogPeriodsSection = ({ periods, agencies, months, may }: LogPeriodsSectionProps) => {
  const w = useWords();
  const t = w.retention.logs;
  const [setting, setSetting] = useState(false);
  const columns: Column<Period>[] = [
    { key: 'agency', header: t.agency, cell: period => period.agency },
    { key: 'months', header: t.months, align: 'end', cell: period => <Count value={period.months} /> },
    { key: 'reason', header: t.reason, cell: period => period.reason },
  ];
  return (
    <Section
      title={t.title}
      lead={t.lead(formatCount(months))}
      flush
      action={
        <PermissionButton
          variant="outlined"
          startIcon={<AddIcon />}
          allowed={may}
          deniedReason={w.ui.noPermission}
          onClick={() => setSetting(true)}
        >
          {t.set}
        </PermissionButton>
      }
    >
      {periods.length === 0 ? (
        <EmptyState icon={<ClockIcon />} title={t.none} />
      ) : (
        <DataTable label={t.title} columns={columns} rows={periods} rowKey={period => period.agencyId} />
      )}
      {setting && <SetPeriodDialog agencies={agencies} months={months} onClose={() => setSetting(false)} />}
    </Section>
  );
};
