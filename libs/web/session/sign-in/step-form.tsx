import Box from '@mui/material/Box';
import type { FormEventHandler, ReactNode } from 'react';

/** One step: fields below each other, checked by us and not by the browser. */
export const StepForm = ({
  onSubmit,
  children,
}: {
  readonly onSubmit: FormEventHandler;
  readonly children: ReactNode;
}) => (
  <Box component="form" noValidate onSubmit={onSubmit} sx={{ display: 'grid', gap: 2.5 }}>
    {children}
  </Box>
);
