import Box from '@mui/material/Box';
import { formatCount } from '@sms111/phrases';
import { useCan, useHomeCrumb, useWords } from '@sms111/web/data';
import {
  BuildingIcon,
  colour,
  DataTable,
  Page,
  PagedSection,
  PermissionButton,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery, useAgencyPlace, type Agency } from './agencies-query';
import { AgencyFilters } from './agency-filters';
import { ControlDialog } from './control-dialog';

/** 機關管理: all agencies, and whether each may send. */
export const AgenciesPage = () => {
  const { agencies: t } = useWords();
  const { place, filtered, go, clear } = useAgencyPlace();
  const [asked, setAsked] = useState<Agency | null>(null);
  const query = useQuery({ ...agenciesQuery(place), placeholderData: keepPreviousData });
  return (
    <Page title={t.title} lead={t.lead} crumbs={[useHomeCrumb()]}>
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <AgencyFilters
          key={`${place.search} ${place.state}`}
          place={place}
          filtered={filtered}
          onFilter={go}
          onClear={clear}
        />
        <PagedSection
          title={t.list}
          query={query}
          icon={<BuildingIcon />}
          words={t}
          filtered={filtered}
          cursor={place.cursor}
          onPage={cursor => go({ cursor })}
        >
          {(agencies, busy) => <Agencies agencies={agencies} busy={busy} onControl={setAsked} />}
        </PagedSection>
      </Box>
      {asked && <ControlDialog agency={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
};

interface AgenciesProps {
  readonly agencies: readonly Agency[];
  readonly busy: boolean;
  readonly onControl: (agency: Agency) => void;
}

const Agencies = ({ agencies, busy, onControl }: AgenciesProps) => {
  const words = useWords();
  const t = words.agencies;
  const may = useCan('agency.control');
  const columns: Column<Agency>[] = [
    { key: 'name', header: t.name, cell: ({ name }) => name },
    { key: 'units', header: t.units, align: 'end', from: 'md', cell: ({ units }) => formatCount(units) },
    {
      key: 'waiting',
      header: t.waiting,
      align: 'end',
      cell: ({ waitingMessages }) => formatCount(waitingMessages),
    },
    {
      key: 'state',
      header: t.state,
      width: '40%',
      cell: ({ suspension }) => <State suspension={suspension} />,
    },
    {
      key: 'deed',
      header: words.common.actions,
      align: 'end',
      cell: agency => {
        const deed = (agency.suspension ? t.resume : t.suspend).button;
        return (
          <PermissionButton
            size="small"
            variant="outlined"
            color={agency.suspension ? 'primary' : 'error'}
            allowed={may}
            deniedReason={t.notAllowed}
            aria-label={`${deed} ${agency.name}`}
            onClick={() => onControl(agency)}
          >
            {deed}
          </PermissionButton>
        );
      },
    },
  ];
  return <DataTable label={t.list} columns={columns} rows={agencies} rowKey={({ id }) => id} busy={busy} />;
};

/** Whether it may send; if not, since when, by whom and why. */
const State = ({ suspension }: Pick<Agency, 'suspension'>) => {
  const { agencies: t } = useWords();
  if (!suspension) return <StatusBadge tone="good" label={t.states.active} />;
  return (
    <div>
      <StatusBadge tone="bad" label={t.states.suspended} />
      <Box sx={{ color: colour.textQuiet, fontSize: '0.875rem' }}>
        <Time at={suspension.since} /> {suspension.by}
      </Box>
      <Box sx={{ fontSize: '0.875rem', overflowWrap: 'anywhere' }}>{suspension.reason}</Box>
    </div>
  );
};
