import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { channel, messageState, network } from '@sms111/contracts';
import { normaliseMobile, parseBatchId } from '@sms111/domain';
import { codeWords } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { SearchForm, SearchIcon } from '@sms111/web/ui';
import { useForm } from 'react-hook-form';
import { PERIODS } from './period';
import type { RecordFilters } from './record-filters';

interface Typed {
  readonly number: string;
  readonly batch: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly T[];
  readonly nameOf: (option: T) => string;
  /** The words for no choice; absent where there always is one. */
  readonly none?: string;
  readonly width?: number;
  readonly onChoose: (option: T | null) => void;
}

const Choice = <T extends string>({
  label,
  value,
  options,
  nameOf,
  none,
  width = 148,
  onChoose,
}: ChoiceProps<T>) => (
  <TextField
    select
    label={label}
    value={value ?? ''}
    onChange={event => onChoose(options.find(option => option === event.target.value) ?? null)}
    slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    sx={{ width: { xs: '100%', sm: width } }}
  >
    {none === undefined ? null : <MenuItem value="">{none}</MenuItem>}
    {options.map(option => (
      <MenuItem key={option} value={option}>
        {nameOf(option)}
      </MenuItem>
    ))}
  </TextField>
);

interface RecordFiltersFormProps {
  readonly filters: RecordFilters;
  readonly onFilter: (next: Partial<RecordFilters>) => void;
  readonly onClear: () => void;
  readonly clearable: boolean;
}

/** What is searched for, in one row. Choices apply at once, what is typed by Enter or the button. */
export const RecordFiltersForm = ({ filters, onFilter, onClear, clearable }: RecordFiltersFormProps) => {
  const words = useWords();
  const language = useLanguage();
  const { filters: said } = words.records;
  const form = useForm<Typed>({ values: { number: filters.number, batch: filters.batch } });
  const { errors } = form.formState;
  const disordered = filters.from !== null && filters.to !== null && filters.to < filters.from;

  const numberFault = (text: string): string | true => {
    if (text.trim() === '') return true;
    const verdict = normaliseMobile(text);
    if (verdict.ok) return true;
    const { name, todo } = codeWords(verdict.code, language);
    return said.numberWrong(name, verdict.code === 'E_LENGTH' ? said.numberSearch : todo);
  };
  const batchFault = (text: string): string | true =>
    text.trim() === '' || parseBatchId(text.trim()) !== null || said.batchWrong;
  const apply = ({ number, batch }: Typed) => {
    const verdict = normaliseMobile(number);
    onFilter({ number: verdict.ok ? verdict.mobile : '', batch: batch.trim().toLowerCase() });
  };

  return (
    <SearchForm
      words={{ filters: said.label, apply: said.search, clear: said.clear }}
      icon={<SearchIcon />}
      filtered={clearable}
      onApply={event => void form.handleSubmit(apply)(event)}
      onClear={onClear}
    >
      <Choice
        label={said.period}
        value={filters.period}
        options={PERIODS}
        nameOf={period => said.periods[period]}
        width={116}
        onChoose={period => onFilter({ period: period ?? 'week' })}
      />
      {filters.period === 'own' ? (
        <>
          <TextField
            type="date"
            label={said.from}
            value={filters.from ?? ''}
            onChange={event => onFilter({ from: event.target.value || null })}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: filters.to ?? undefined } }}
            sx={{ width: { xs: '100%', sm: 160 } }}
          />
          <TextField
            type="date"
            label={said.to}
            value={filters.to ?? ''}
            onChange={event => onFilter({ to: event.target.value || null })}
            error={disordered}
            helperText={disordered ? said.dayOrder : undefined}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: filters.from ?? undefined } }}
            sx={{ width: { xs: '100%', sm: 160 } }}
          />
        </>
      ) : null}
      <TextField
        {...form.register('number', { validate: numberFault })}
        label={said.number}
        placeholder={said.numberExample}
        error={errors.number !== undefined}
        helperText={errors.number?.message}
        slotProps={{ htmlInput: { inputMode: 'tel', autoComplete: 'off' }, inputLabel: { shrink: true } }}
        sx={{ width: { xs: '100%', sm: 178 } }}
      />
      <Choice
        label={said.state}
        value={filters.state ?? null}
        options={messageState.options}
        nameOf={state => words.states.message[state]}
        none={said.all}
        width={150}
        onChoose={state => onFilter({ state })}
      />
      <TextField
        {...form.register('batch', { validate: batchFault })}
        label={said.batch}
        error={errors.batch !== undefined}
        helperText={errors.batch?.message ?? (filters.batch === '' ? undefined : said.batchPeriod)}
        slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false }, inputLabel: { shrink: true } }}
        sx={{ width: { xs: '100%', sm: 148 } }}
      />
      <Choice
        label={said.carrier}
        value={filters.carrier ?? null}
        options={network.options}
        nameOf={carrier => words.states.network[carrier]}
        none={said.all}
        width={128}
        onChoose={carrier => onFilter({ carrier })}
      />
      <Choice
        label={said.channel}
        value={filters.channel ?? null}
        options={channel.options}
        nameOf={each => words.states.channel[each]}
        none={said.all}
        width={120}
        onChoose={each => onFilter({ channel: each })}
      />
    </SearchForm>
  );
};
