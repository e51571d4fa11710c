import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { network } from '@sms111/contracts';
import { useWords } from '@sms111/web/data';
import { useState } from 'react';
import type { DoubtChoice } from './use-queue-place';

interface DoubtFiltersProps {
  readonly choice: DoubtChoice;
  readonly filtered: boolean;
  readonly onFilter: (next: Partial<DoubtChoice>) => void;
  readonly onClear: () => void;
}

/** By whom, by which link, of which batch, since when. Applied by Enter or the button; keyed by what stands in the URL. */
export const DoubtFilters = ({ choice, filtered, onFilter, onClear }: DoubtFiltersProps) => {
  const words = useWords();
  const { doubt: t } = words.queue;
  const [typed, setTyped] = useState(choice);
  const field = (name: keyof DoubtChoice, label: string, width: number, type = 'text') => (
    <TextField
      label={label}
      type={type}
      value={typed[name]}
      onChange={event => setTyped({ ...typed, [name]: event.target.value })}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { autoComplete: 'off', maxLength: 40 } }}
      sx={{ width: { xs: '100%', sm: width } }}
    />
  );
  return (
    <Box
      component="form"
      role="search"
      aria-label={t.filters}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        onFilter({ ...typed, link: typed.link.trim(), batch: typed.batch.trim().toLowerCase() });
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}
    >
      <TextField
        select
        label={t.carrier}
        value={network.options.some(option => option === typed.carrier) ? typed.carrier : ''}
        onChange={event => onFilter({ ...typed, carrier: event.target.value })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ width: { xs: '100%', sm: 136 } }}
      >
        <MenuItem value="">{t.all}</MenuItem>
        {network.options.map(option => (
          <MenuItem key={option} value={option}>
            {words.states.network[option]}
          </MenuItem>
        ))}
      </TextField>
      {field('link', t.linkName, 120)}
      {field('batch', words.records.filters.batch, 156)}
      {field('from', t.from, 160, 'date')}
      {field('to', t.to, 160, 'date')}
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
