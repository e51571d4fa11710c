import { urgentLane } from '@sms111/contracts';
import { URGENT_LANES } from '@sms111/domain';
import { useWords } from '@sms111/web/data';
import { SearchForm, SearchSelect, SearchText } from '@sms111/web/ui';
import { useState } from 'react';
import type { LanePlace } from './lane-rights-query';

interface LaneFiltersProps {
  readonly place: LanePlace;
  readonly filtered: boolean;
  readonly onFilter: (next: Partial<LanePlace>) => void;
  readonly onClear: () => void;
}

/** Whose accounts, and with which grant. Keyed by what stands in the URL. */
export const LaneFilters = ({ place, filtered, onFilter, onClear }: LaneFiltersProps) => {
  const { laneRights: t, states } = useWords();
  const [search, setSearch] = useState(place.search);
  return (
    <SearchForm
      words={t}
      filtered={filtered}
      onApply={() => onFilter({ search: search.trim() })}
      onClear={onClear}
    >
      <SearchText label={t.search} value={search} onChange={setSearch} />
      <SearchSelect
        label={t.granted}
        value={place.lane ?? ''}
        all={t.all}
        options={URGENT_LANES.map(value => ({ value, name: states.lane[value] }))}
        width={160}
        onChoose={chosen => {
          const lane = urgentLane.safeParse(chosen);
          onFilter({ search: search.trim(), lane: lane.success ? lane.data : null });
        }}
      />
    </SearchForm>
  );
};
