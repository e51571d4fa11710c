import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { describeError, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form } from '@sms111/web/ui';
import { useId, type FormEvent, type ReactNode } from 'react';

interface FormDialogProps {
  readonly title: string;
  readonly deed: string;
  readonly working: boolean;
  readonly error: unknown;
  readonly onSubmit: (event: FormEvent) => unknown;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks for something before its deed. */
export const FormDialog = ({ title, deed, working, error, onSubmit, onClose, children }: FormDialogProps) => {
  const w = useWords();
  const id = useId();
  const described = error ? describeError(error, w) : null;
  return (
    <Dialog open onClose={working ? undefined : onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <Form sx={{ gap: 0 }} onSubmit={onSubmit}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {described && (
            <Banner tone="bad" title={described.title}>
              {described.text}
            </Banner>
          )}
          {children}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={working}>
            {w.common.cancel}
          </Button>
          <DeedButton type="submit" variant="contained" working={working}>
            {deed}
          </DeedButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
};
