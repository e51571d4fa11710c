import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { describeError, useWords } from '@sms111/web/data';
import { Banner, DeedButton } from '@sms111/web/ui';
import { useId } from 'react';

interface BatchDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  readonly deed: string;
  /** The way back in words of its own: beside 「取消未送出的簡訊」 a plain 「取消」 would be ambiguous. */
  readonly back: string;
  readonly danger?: boolean;
  readonly working: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A second look before a batch is stopped. The way back has the focus. */
export const BatchDialog = ({ open, title, text, working, error, ...rest }: BatchDialogProps) => {
  const words = useWords();
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={working ? undefined : rest.onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <div>{text}</div>
        {error ? (
          <Banner tone="bad" title={describeError(error, words).title}>
            {describeError(error, words).text}
          </Banner>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={rest.onClose} disabled={working} autoFocus>
          {rest.back}
        </Button>
        <DeedButton
          variant="contained"
          color={rest.danger ? 'error' : 'primary'}
          working={working}
          onClick={rest.onConfirm}
        >
          {rest.deed}
        </DeedButton>
      </DialogActions>
    </Dialog>
  );
};
