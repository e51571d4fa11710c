import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useWords } from '@sms111/web/data';
import { useId } from 'react';
import type { Method } from './challenge';

interface MethodChoiceProps {
  readonly methods: readonly Method[];
  readonly chosen: Method;
  readonly onChoose: (method: Method) => void;
}

/** Which second factor. */
export const MethodChoice = ({ methods, chosen, onChoose }: MethodChoiceProps) => {
  const w = useWords();
  const id = useId();
  return (
    <FormControl>
      <FormLabel id={id}>{w.session.methodLegend}</FormLabel>
      <RadioGroup row aria-labelledby={id} value={chosen}>
        {methods.map(method => (
          <FormControlLabel
            key={method}
            value={method}
            control={<Radio onChange={() => onChoose(method)} />}
            label={w.session.method[method]}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
};
