import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useWords } from '@sms111/web/data';
import { useState } from 'react';
import { readState, type AgencyPlace } from './agencies-query';

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
    <Box
      component="form"
      role="search"
      aria-label={t.filters}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        onFilter({ search: search.trim() });
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}
    >
      <TextField
        label={t.search}
        value={search}
        onChange={event => setSearch(event.target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { maxLength: 60 } }}
        sx={{ width: { xs: '100%', sm: 280 } }}
      />
      <TextField
        select
        label={t.state}
        value={place.state ?? ''}
        onChange={event => onFilter({ search: search.trim(), state: readState(event.target.value) })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ width: { xs: '100%', sm: 160 } }}
      >
        <MenuItem value="">{t.all}</MenuItem>
        <MenuItem value="active">{t.states.active}</MenuItem>
        <MenuItem value="suspended">{t.states.suspended}</MenuItem>
      </TextField>
      <Button type="submit" variant="contained">
        {t.apply}
      </Button>
      {filtered && (
        <Button color="inherit" onClick={onClear}>
          {t.clear}
        </Button>
      )}
    </Box>
  );
};
