import TextField from '@mui/material/TextField';
import type { RegisterOptions, UseFormRegisterReturn } from 'react-hook-form';
import { SETTING_FIELDS, type SettingName } from './setting-fields';
import { useSettingWords } from './setting-words';

interface SettingInputsProps {
  readonly register: (
    name: SettingName,
    options: Pick<RegisterOptions, 'setValueAs'>,
  ) => UseFormRegisterReturn;
  readonly faultOf: (name: SettingName) => string | undefined;
}

/** What is typed as text, as the contract takes it. */
const asValue =
  (isNumber: boolean, nullable: boolean) =>
  (text: unknown): unknown => {
    if (nullable && (text === '' || text === null)) return null;
    return isNumber && text !== '' ? Number(text) : text;
  };

/** A field for each setting of a link. */
export const SettingInputs = ({ register, faultOf }: SettingInputsProps) => {
  const say = useSettingWords();
  return SETTING_FIELDS.map(({ name, kind, nullable = false, options }) => {
    const fault = faultOf(name);
    const isNumber = kind === 'number' || typeof options?.[0] === 'number';
    return (
      <TextField
        key={name}
        label={say.name(name)}
        error={Boolean(fault)}
        helperText={fault}
        select={kind === 'choice'}
        multiline={kind === 'long'}
        minRows={kind === 'long' ? 3 : undefined}
        sx={kind === 'long' ? { gridColumn: '1 / -1' } : undefined}
        slotProps={{
          select: { native: true },
          inputLabel: { shrink: true },
          htmlInput: { inputMode: kind === 'number' ? 'numeric' : undefined },
        }}
        {...register(name, { setValueAs: asValue(isNumber, nullable) })}
      >
        {options?.map(option => (
          <option key={option} value={option}>
            {say.value(option)}
          </option>
        ))}
      </TextField>
    );
  });
};
