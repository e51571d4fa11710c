import { listOverrides } from '@sms111/contracts';
import { networkName } from '@sms111/phrases';
import { queryOf, useCan, useLanguage, useWords } from '@sms111/web/data';
import {
  AddIcon,
  DataTable,
  EmptyState,
  FourStates,
  Pager,
  PermissionButton,
  RouteIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NumberOverride } from '../routing-query';
import { EndOverrideDialog } from './end-override-dialog';
import { PlaceOverrideDialog } from './place-override-dialog';

const ON_PAGE = 10;

/** Numbers whose carrier was set by hand. */
export const OverridesSection = () => {
  const words = useWords();
  const t = words.routing.overrides;
  const may = useCan('routing.control');
  const [cursor, setCursor] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<NumberOverride | null>(null);
  const query = useQuery({
    ...queryOf(listOverrides, { query: { limit: ON_PAGE, ...(cursor !== null && { cursor }) } }),
    placeholderData: keepPreviousData,
  });
  const add = (
    <PermissionButton
      variant="outlined"
      startIcon={<AddIcon />}
      allowed={may}
      deniedReason={words.ui.noPermission}
      onClick={() => setAdding(true)}
    >
      {t.add}
    </PermissionButton>
  );
  return (
    <Section title={t.title} lead={t.lead} action={add} flush>
      <FourStates
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={<RouteIcon />} title={t.none} text={t.noneHelp} />}
      >
        {({ items, next }) => (
          <>
            <OverridesTable overrides={items} onEnd={setEnding} busy={query.isPlaceholderData} />
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={setCursor} />
          </>
        )}
      </FourStates>
      {adding && <PlaceOverrideDialog onClose={() => setAdding(false)} />}
      {ending && <EndOverrideDialog ending={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
};

interface OverridesTableProps {
  readonly overrides: readonly NumberOverride[];
  readonly onEnd: (ending: NumberOverride) => void;
  readonly busy: boolean;
}

const OverridesTable = ({ overrides, onEnd, busy }: OverridesTableProps) => {
  const words = useWords();
  const language = useLanguage();
  const t = words.routing.overrides;
  const may = useCan('routing.control');
  const columns: Column<NumberOverride>[] = [
    { key: 'number', header: t.number, cell: ({ number }) => number, nowrap: true },
    { key: 'network', header: t.network, cell: ({ network }) => networkName(network, language) },
    { key: 'reason', header: t.reason, cell: ({ reason }) => reason, width: '26%' },
    {
      key: 'state',
      header: words.common.state,
      cell: ({ active }) => (
        <StatusBadge tone={active ? 'good' : 'off'} label={active ? t.active : t.ended} />
      ),
    },
    {
      key: 'until',
      header: t.until,
      cell: ({ endsAt, endedAt }) => <Time at={endedAt ?? endsAt} otherwise={t.forever} />,
      from: 'md',
    },
    { key: 'by', header: t.placedBy, cell: ({ placedBy }) => placedBy ?? '–', from: 'lg' },
    {
      key: 'deed',
      header: words.common.actions,
      align: 'end',
      cell: each =>
        each.active && (
          <PermissionButton
            size="small"
            variant="outlined"
            color="error"
            allowed={may}
            deniedReason={words.ui.noPermission}
            onClick={() => onEnd(each)}
          >
            {t.end}
          </PermissionButton>
        ),
    },
  ];
  return <DataTable label={t.title} columns={columns} rows={overrides} rowKey={({ id }) => id} busy={busy} />;
};
