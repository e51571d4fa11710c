import TextField from '@mui/material/TextField';
import { network } from '@sms111/contracts';
import { useWords } from '@sms111/web/data';
import { SearchForm, SearchSelect } from '@sms111/web/ui';
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
    <SearchForm
      words={t}
      filtered={filtered}
      onApply={() => onFilter({ ...typed, link: typed.link.trim(), batch: typed.batch.trim().toLowerCase() })}
      onClear={onClear}
    >
      <SearchSelect
        label={t.carrier}
        value={network.options.some(option => option === typed.carrier) ? typed.carrier : ''}
        all={t.all}
        options={network.options.map(value => ({ value, name: words.states.network[value] }))}
        width={136}
        onChoose={carrier => onFilter({ ...typed, carrier })}
      />
      {field('link', t.linkName, 120)}
      {field('batch', words.records.filters.batch, 156)}
      {field('from', t.from, 160, 'date')}
      {field('to', t.to, 160, 'date')}
    </SearchForm>
  );
};
