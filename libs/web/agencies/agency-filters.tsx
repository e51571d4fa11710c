import { useWords } from '@sms111/web/data';
import { SearchForm, SearchSelect, SearchText } from '@sms111/web/ui';
import { useState } from 'react';
import { AGENCY_STATES, readState, type AgencyPlace } from './agencies-query';

interface AgencyFiltersProps {
  readonly place: AgencyPlace;
  readonly filtered: boolean;
  readonly onFilter: (next: Partial<AgencyPlace>) => void;
  readonly onClear: () => void;
}

/** Which agencies, by name and by whether they may send. Keyed by what stands in the URL. */
export const AgencyFilters = ({ place, filtered, onFilter, onClear }: AgencyFiltersProps) => {
  const { agencies: t } = useWords();
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
        label={t.state}
        value={place.state ?? ''}
        all={t.all}
        options={AGENCY_STATES.map(value => ({ value, name: t.states[value] }))}
        width={160}
        onChoose={state => onFilter({ search: search.trim(), state: readState(state) })}
      />
    </SearchForm>
  );
};
