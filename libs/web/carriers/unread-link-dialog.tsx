import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useWords } from '@sms111/web/data';
import { ErrorPanel } from '@sms111/web/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';

interface UnreadLinkDialogProps {
  readonly title: string;
  readonly query: Pick<UseQueryResult, 'error' | 'isFetching' | 'refetch'>;
  readonly onClose: () => void;
}

/** The link that another is to be like could not be read: why, and once more. */
export const UnreadLinkDialog = ({ title, query, onClose }: UnreadLinkDialogProps) => {
  const id = useId();
  const { common } = useWords();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{common.close}</Button>
      </DialogActions>
    </Dialog>
  );
};
