import { retireMasterKey, rewrapKeys } from '@sms111/contracts';
import { formatCount } from '@sms111/phrases';
import { call, useWords } from '@sms111/web/data';
import {
  ConfirmDialog,
  Count,
  DataTable,
  PermissionButton,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { useState } from 'react';
import type { MasterKey } from './retention-query';
import { useDeed } from './use-deed';

interface MasterKeysSectionProps {
  readonly masterKeys: readonly MasterKey[];
  readonly left: number;
  readonly may: boolean;
}

const rewrapAll = async (): Promise<number> => {
  for (let count = 0; ;) {
    const step = await call(rewrapKeys);
    count += step.count;
    if (step.left === 0 || step.count === 0) return count;
  }
};

/** How far a change of the master key has come. */
export const MasterKeysSection = ({ masterKeys, left, may }: MasterKeysSectionProps) => {
  const w = useWords();
  const t = w.retention.keys;
  const [doomed, setDoomed] = useState<string | null>(null);
  const rewrap = useDeed(rewrapAll, count => t.rewrapped(formatCount(count)));
  const retire = useDeed(
    (masterId: string) => call(retireMasterKey, { params: { masterId } }),
    t.retiredDone,
    () => setDoomed(null),
  );
  const stateOf = ({ current, known, retiredAt }: MasterKey) => {
    if (retiredAt) return <StatusBadge tone="off" label={t.retired} />;
    if (current) return <StatusBadge tone="good" label={t.current} />;
    return known ? (
      <StatusBadge tone="handed" label={t.known} />
    ) : (
      <StatusBadge tone="off" label={t.unknown} />
    );
  };
  const columns: Column<MasterKey>[] = [
    { key: 'id', header: t.id, cell: ({ id }) => (id ? <code>{id}</code> : t.noId) },
    { key: 'state', header: w.common.state, cell: stateOf },
    { key: 'keys', header: t.dataKeys, align: 'end', cell: ({ keys }) => <Count value={keys} /> },
    {
      key: 'first',
      header: t.firstUsed,
      from: 'md',
      cell: each => <Time at={each.firstUsedAt} form="date" />,
    },
    {
      key: 'deed',
      header: w.common.actions,
      align: 'end',
      cell: ({ id, current, retiredAt, keys }) =>
        id !== null &&
        !current &&
        !retiredAt &&
        keys === 0 && (
          <PermissionButton
            size="small"
            variant="outlined"
            color="error"
            allowed={may}
            deniedReason={w.ui.noPermission}
            onClick={() => setDoomed(id)}
          >
            {t.retire}
          </PermissionButton>
        ),
    },
  ];
  return (
    <Section
      title={t.title}
      lead={
        <>
          {t.lead} {left === 0 ? t.allWrapped : t.left(formatCount(left))}
        </>
      }
      flush
      action={
        left > 0 && (
          <PermissionButton
            variant="outlined"
            allowed={may}
            deniedReason={w.ui.noPermission}
            working={rewrap.isPending}
            onClick={() => rewrap.mutate()}
          >
            {t.rewrap}
          </PermissionButton>
        )
      }
    >
      <DataTable label={t.title} columns={columns} rows={masterKeys} rowKey={({ id }) => id ?? ''} />
      {doomed && (
        <ConfirmDialog
          open
          danger
          title={t.retireTitle(doomed)}
          deed={t.retireDeed}
          working={retire.isPending}
          error={retire.error}
          onConfirm={() => retire.mutate(doomed)}
          onClose={() => setDoomed(null)}
        >
          {t.retireText}
        </ConfirmDialog>
      )}
    </Section>
  );
};
