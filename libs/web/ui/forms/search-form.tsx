import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { FormEvent, ReactNode } from 'react';

interface SearchFormProps {
  readonly words: { readonly filters: string; readonly apply: string; readonly clear: string };
  readonly icon?: ReactNode;
  /** Something is chosen that can be cleared. */
  readonly filtered: boolean;
  readonly onApply: (event: FormEvent) => void;
  readonly onClear: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** Filters over a list, applied by Enter or the button. */
export const SearchForm = ({ words, icon, filtered, onApply, onClear, children }: SearchFormProps) => (
  <Box
    component="form"
    role="search"
    aria-label={words.filters}
    noValidate
    onSubmit={event => {
      event.preventDefault();
      onApply(event);
    }}
    sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}
  >
    {children}
    <Button type="submit" variant="contained" startIcon={icon}>
      {words.apply}
    </Button>
    {filtered && (
      <Button color="inherit" onClick={onClear}>
        {words.clear}
      </Button>
    )}
  </Box>
);

interface SearchSelectProps {
  readonly label: string;
  /** '' for all of them. */
  readonly value: string;
  /** What stands for ''. */
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  /** Pixels, on all but a telephone. */
  readonly width: number;
  readonly onChoose: (value: string) => void;
}

/** One of few, or all. */
export const SearchSelect = ({ label, value, all, options, width, onChoose }: SearchSelectProps) => (
  <TextField
    select
    label={label}
    value={value}
    onChange={event => onChoose(event.target.value)}
    slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    sx={{ width: { xs: '100%', sm: width } }}
  >
    <MenuItem value="">{all}</MenuItem>
    {options.map(option => (
      <MenuItem key={option.value} value={option.value}>
        {option.name}
      </MenuItem>
    ))}
  </TextField>
);

interface SearchTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A part of a name. */
export const SearchText = ({ label, value, onChange }: SearchTextProps) => (
  <TextField
    label={label}
    value={value}
    onChange={event => onChange(event.target.value)}
    slotProps={{ inputLabel: { shrink: true }, htmlInput: { maxLength: 60 } }}
    sx={{ width: { xs: '100%', sm: 280 } }}
  />
);
