import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';
import { DeedButton } from '../actions/deed-button';
import { useUiWords } from '../theme/ui-provider';
import { Banner } from './banner';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The deed in words: 「停用這把金鑰」, never 「確定」. */
  readonly deed: string;
  readonly danger?: boolean;
  readonly working?: boolean;
  readonly error?: unknown;
  /** What must be done before the deed can be: said beside it. */
  readonly disabledReason?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A second look before a deed that cannot be undone. The way back has the focus. */
export const ConfirmDialog = ({
  open,
  title,
  children,
  deed,
  danger = false,
  working = false,
  error,
  disabledReason,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const words = useUiWords();
  const id = useId();
  const described = error ? words.describeError(error) : null;
  return (
    <Dialog open={open} onClose={working ? undefined : onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <div>{children}</div>
        {described && (
          <Banner tone="bad" title={described.title}>
            {described.text}
          </Banner>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={working} autoFocus color="inherit">
          {words.cancel}
        </Button>
        <DeedButton
          variant="contained"
          color={danger ? 'error' : 'primary'}
          onClick={onConfirm}
          working={working}
          disabledReason={disabledReason}
        >
          {deed}
        </DeedButton>
      </DialogActions>
    </Dialog>
  );
};
