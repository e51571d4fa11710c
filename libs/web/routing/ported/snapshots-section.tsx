import Box from '@mui/material/Box';
import { listSnapshots } from '@sms111/contracts';
import { queryOf, useCan, useWords } from '@sms111/web/data';
import {
  Count,
  DataTable,
  DeedButton,
  EmptyState,
  FourStates,
  Pager,
  PermissionButton,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Snapshot } from '../routing-query';
import { CompareDialog } from './compare-dialog';
import { UseSnapshotDialog } from './use-snapshot-dialog';

const ON_PAGE = 10;

/** Versions of ported numbers: to compare with the one in force, and to go back to. */
export const SnapshotsSection = ({ inForce }: { readonly inForce: Snapshot | null }) => {
  const t = useWords().routing.snapshots;
  const [cursor, setCursor] = useState<string | null>(null);
  const [compared, setCompared] = useState<Snapshot | null>(null);
  const [chosen, setChosen] = useState<Snapshot | null>(null);
  const query = useQuery({
    ...queryOf(listSnapshots, { query: { limit: ON_PAGE, ...(cursor !== null && { cursor }) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={t.title} lead={t.lead} flush>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title={t.none} />}
      >
        {({ items, next }) => (
          <>
            <SnapshotsTable
              snapshots={items}
              onCompare={inForce && setCompared}
              onUse={setChosen}
              busy={query.isPlaceholderData}
            />
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={setCursor} />
          </>
        )}
      </FourStates>
      {compared && inForce && (
        <CompareDialog from={inForce.id} to={compared.id} onClose={() => setCompared(null)} />
      )}
      {chosen && (
        <UseSnapshotDialog
          snapshot={chosen.id}
          instead={inForce?.id ?? null}
          onClose={() => setChosen(null)}
        />
      )}
    </Section>
  );
};

interface SnapshotsTableProps {
  readonly snapshots: readonly Snapshot[];
  /** `null` where nothing is in force to compare with. */
  readonly onCompare: ((snapshot: Snapshot) => void) | null;
  readonly onUse: (snapshot: Snapshot) => void;
  readonly busy: boolean;
}

const SnapshotsTable = ({ snapshots, onCompare, onUse, busy }: SnapshotsTableProps) => {
  const words = useWords();
  const { snapshots: t, ported, upload } = words.routing;
  const may = useCan('routing.control');
  const columns: Column<Snapshot>[] = [
    {
      key: 'id',
      header: t.id,
      cell: ({ id, inForce }) => (
        <>
          {ported.version(String(id))} {inForce && <StatusBadge tone="good" label={t.inForce} />}
        </>
      ),
      width: '18%',
    },
    {
      key: 'source',
      header: t.source,
      cell: ({ fileName, kind }) => `${fileName}（${upload.kinds[kind]}）`,
      width: '24%',
    },
    { key: 'ported', header: t.ported, cell: each => <Count value={each.ported} />, align: 'end' },
    { key: 'pending', header: t.pending, cell: each => <Count value={each.pending} />, align: 'end' },
    { key: 'made', header: t.madeAt, cell: ({ madeAt }) => <Time at={madeAt} />, from: 'md', nowrap: true },
    {
      key: 'deeds',
      header: words.common.actions,
      align: 'end',
      cell: each =>
        !each.inForce && (
          <Box sx={{ display: 'inline-flex', gap: 1 }}>
            {onCompare && (
              <DeedButton size="small" variant="outlined" color="inherit" onClick={() => onCompare(each)}>
                {t.compare}
              </DeedButton>
            )}
            <PermissionButton
              size="small"
              variant="outlined"
              allowed={may}
              deniedReason={words.ui.noPermission}
              onClick={() => onUse(each)}
            >
              {t.use}
            </PermissionButton>
          </Box>
        ),
    },
  ];
  return (
    <DataTable
      label={t.title}
      columns={columns}
      rows={snapshots}
      rowKey={({ id }) => String(id)}
      busy={busy}
    />
  );
};
