import Box from '@mui/material/Box';
import { isUrgent } from '@sms111/domain';
import { useCan, useHomeCrumb, useWords } from '@sms111/web/data';
import {
  colour,
  DataTable,
  LaneIcon,
  Page,
  PagedSection,
  PermissionButton,
  StatusBadge,
  type Column,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { GrantDialog } from './grant-dialog';
import { LaneFilters } from './lane-filters';
import { laneRightsQuery, useLanePlace, type LaneRight } from './lane-rights-query';

/** 派送順序權限: who of all agencies may send, and which urgent lanes each may name. */
export const LaneRightsPage = () => {
  const { laneRights: t } = useWords();
  const { place, filtered, go, clear } = useLanePlace();
  const [editing, setEditing] = useState<LaneRight | null>(null);
  const query = useQuery({ ...laneRightsQuery(place), placeholderData: keepPreviousData });
  return (
    <Page title={t.title} lead={t.lead} crumbs={[useHomeCrumb()]}>
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <LaneFilters
          key={`${place.search} ${place.lane}`}
          place={place}
          filtered={filtered}
          onFilter={go}
          onClear={clear}
        />
        <PagedSection
          title={t.list}
          query={query}
          icon={<LaneIcon />}
          words={t}
          filtered={filtered}
          cursor={place.cursor}
          onPage={cursor => go({ cursor })}
        >
          {(rights, busy) => <Rights rights={rights} busy={busy} onEdit={setEditing} />}
        </PagedSection>
      </Box>
      {editing && <GrantDialog right={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
};

interface RightsProps {
  readonly rights: readonly LaneRight[];
  readonly busy: boolean;
  readonly onEdit: (right: LaneRight) => void;
}

const Rights = ({ rights, busy, onEdit }: RightsProps) => {
  const words = useWords();
  const t = words.laneRights;
  const may = useCan('lane.grant');
  const columns: Column<LaneRight>[] = [
    {
      key: 'agency',
      header: t.agency,
      width: '32%',
      cell: ({ agencyName, unitName }) => <TwoLines first={agencyName} second={unitName} />,
    },
    {
      key: 'account',
      header: t.account,
      width: '24%',
      cell: ({ name, login, isPerson, active }) => (
        <div>
          <TwoLines first={name} second={`${isPerson ? t.person : t.system} · ${login}`} />
          {!active && <StatusBadge tone="off" label={t.disabled} />}
        </div>
      ),
    },
    {
      key: 'lanes',
      header: t.lanes,
      cell: ({ lanes }) => (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.5 }}>
          {lanes.map(lane => (
            <StatusBadge
              key={lane}
              tone={isUrgent(lane) ? 'active' : 'off'}
              label={words.states.lane[lane]}
            />
          ))}
        </Box>
      ),
    },
    {
      key: 'deed',
      header: words.common.actions,
      align: 'end',
      cell: right => (
        <PermissionButton
          size="small"
          variant="outlined"
          allowed={may}
          deniedReason={t.notAllowed}
          aria-label={t.editOf(right.name)}
          onClick={() => onEdit(right)}
        >
          {t.edit}
        </PermissionButton>
      ),
    },
  ];
  return (
    <DataTable
      label={t.list}
      columns={columns}
      rows={rights}
      rowKey={({ accountId }) => accountId}
      busy={busy}
    />
  );
};

const TwoLines = ({ first, second }: { readonly first: string; readonly second: string }) => (
  <div>
    <div>{first}</div>
    <Box sx={{ color: colour.textQuiet, fontSize: '0.875rem', fontWeight: 400 }}>{second}</Box>
  </div>
);
