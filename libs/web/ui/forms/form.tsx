import Box from '@mui/material/Box';
import type { SxProps, Theme } from '@mui/material/styles';
import type { FormEvent, ReactNode } from 'react';
import { withStyles } from '../theme/tokens';

interface FormProps {
  /** `form.handleSubmit(…)`; what it answers is not waited for. */
  readonly onSubmit: (event: FormEvent) => unknown;
  readonly sx?: SxProps<Theme>;
  readonly children: ReactNode;
}

/** Fields below each other, checked by us and not by the browser. */
export const Form = ({ onSubmit, sx, children }: FormProps) => (
  <Box
    component="form"
    noValidate
    onSubmit={event => void onSubmit(event)}
    sx={withStyles({ display: 'grid', gap: 2.5 }, sx)}
  >
    {children}
  </Box>
);
