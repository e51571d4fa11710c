import { useWords } from '@sms111/web/data';
import {
  AddIcon,
  DataTable,
  EmptyState,
  LockIcon,
  PermissionButton,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { useState } from 'react';
import { EndHoldDialog } from './end-hold-dialog';
import { monthName } from './month-name';
import type { LegalHold, Retention } from './retention-query';
import { SetHoldDialog } from './set-hold-dialog';

interface HoldsSectionProps {
  readonly holds: readonly LegalHold[];
  readonly agencies: Retention['agencies'];
  readonly may: boolean;
}

/** What must be kept though its time is over. */
export const HoldsSection = ({ holds, agencies, may }: HoldsSectionProps) => {
  const w = useWords();
  const t = w.retention.holds;
  const [setting, setSetting] = useState(false);
  const [ending, setEnding] = useState<LegalHold | null>(null);
  const scopeOf = ({ agency, month }: LegalHold): string =>
    `${agency ?? t.allAgencies}・${month ? monthName(month, w) : t.allMonths}`;
  const columns: Column<LegalHold>[] = [
    { key: 'scope', header: t.scope, cell: scopeOf },
    { key: 'reason', header: t.reason, cell: hold => hold.reason },
    {
      key: 'state',
      header: w.common.state,
      cell: ({ inForce, endedAt }) => (
        <StatusBadge
          tone={inForce ? 'warn' : 'off'}
          label={inForce ? t.inForce : endedAt ? t.over : t.expired}
        />
      ),
    },
    {
      key: 'until',
      header: t.until,
      from: 'md',
      cell: ({ until }) => <Time at={until} otherwise={t.untilEnded} form="date" />,
    },
    {
      key: 'set',
      header: t.setBy,
      from: 'md',
      cell: ({ setBy, setAt }) => (
        <>
          {setBy} <Time at={setAt} form="date" />
        </>
      ),
    },
    {
      key: 'deed',
      header: w.common.actions,
      align: 'end',
      cell: hold =>
        hold.inForce && (
          <PermissionButton
            size="small"
            variant="outlined"
            allowed={may}
            deniedReason={w.ui.noPermission}
            onClick={() => setEnding(hold)}
          >
            {t.end}
          </PermissionButton>
        ),
    },
  ];
  return (
    <Section
      title={t.title}
      lead={t.lead}
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
      {holds.length === 0 ? (
        <EmptyState icon={<LockIcon />} title={t.none} text={t.noneHelp} />
      ) : (
        <DataTable label={t.title} columns={columns} rows={holds} rowKey={hold => hold.id} />
      )}
      {setting && <SetHoldDialog agencies={agencies} onClose={() => setSetting(false)} />}
      {ending && <EndHoldDialog hold={ending} scope={scopeOf(ending)} onClose={() => setEnding(null)} />}
    </Section>
  );
};
