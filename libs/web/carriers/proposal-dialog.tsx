import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { describeError, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form } from '@sms111/web/ui';
import { useId, type FormEvent, type ReactNode } from 'react';

interface ProposalDialogProps {
  readonly title: string;
  readonly deed: string;
  readonly working: boolean;
  readonly error: unknown;
  /** Of the settings, in two columns where there is room. */
  readonly fields: ReactNode;
  readonly reason: ReactNode;
  readonly onSubmit: (event: FormEvent) => unknown;
  readonly onClose: () => void;
}

/** Settings of a link and why they are proposed. */
export const ProposalDialog = ({
  title,
  deed,
  working,
  error,
  fields,
  reason,
  onSubmit,
  onClose,
}: ProposalDialogProps) => {
  const w = useWords();
  const id = useId();
  const described = error ? describeError(error, w) : null;
  return (
    <Dialog open onClose={working ? undefined : onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <Form sx={{ gap: 0 }} onSubmit={onSubmit}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {described && (
            <Banner tone="bad" title={described.title}>
              {described.text}
            </Banner>
          )}
          <Box sx={{ display: 'grid', gap: 2, pt: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            {fields}
          </Box>
          {reason}
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
