import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import type { Retention } from './retention-query';

interface AgencyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly agencies: Retention['agencies'];
  /** What stands for no agency in particular; absent: one must be chosen. */
  readonly all?: string;
  readonly fault: string | null;
}

/** One agency of all. */
export const AgencyField = ({ label, value, onChange, agencies, all, fault }: AgencyFieldProps) => (
  <TextField
    select
    id={useId()}
    label={label}
    value={value}
    onChange={event => onChange(event.target.value)}
    error={fault !== null}
    helperText={fault}
    slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    sx={{ mt: 1 }}
  >
    {all !== undefined && <MenuItem value="">{all}</MenuItem>}
    {agencies.map(({ id, name }) => (
      <MenuItem key={id} value={id}>
        {name}
      </MenuItem>
    ))}
  </TextField>
);
