import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, taken at once. */
export const Choice = <Value extends string>({ legend, options, chosen, onChoose }: ChoiceProps<Value>) => {
  const id = useId();
  return (
    <FormControl>
      <FormLabel id={id} sx={{ fontSize: '0.875rem' }}>
        {legend}
      </FormLabel>
      <RadioGroup aria-labelledby={id} value={chosen}>
        {options.map(({ value, name }) => (
          <FormControlLabel
            key={value}
            value={value}
            label={name}
            control={<Radio size="small" onChange={() => onChoose(value)} />}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
};
