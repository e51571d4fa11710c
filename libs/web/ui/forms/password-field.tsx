import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useState } from 'react';
import { EyeIcon, EyeOffIcon } from '../icons/icons';
import { useUiWords } from '../theme/ui-provider';

/** A password that can be looked at while it is typed. */
export const PasswordField = (props: TextFieldProps) => {
  const words = useUiWords();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                onClick={() => setShown(!shown)}
                aria-label={shown ? words.hidePassword : words.showPassword}
                edge="end"
              >
                {shown ? <EyeOffIcon /> : <EyeIcon />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
};
