import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { urgentLane } from '@sms111/contracts';
import { URGENT_LANES } from '@sms111/domain';
import { useWords } from '@sms111/web/data';
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
        label={t.granted}
        value={place.lane ?? ''}
        onChange={event => {
          const lane = urgentLane.safeParse(event.target.value);
          onFilter({ search: search.trim(), lane: lane.success ? lane.data : null });
        }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ width: { xs: '100%', sm: 160 } }}
      >
        <MenuItem value="">{t.all}</MenuItem>
        {URGENT_LANES.map(lane => (
          <MenuItem key={lane} value={lane}>
            {states.lane[lane]}
          </MenuItem>
        ))}
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
