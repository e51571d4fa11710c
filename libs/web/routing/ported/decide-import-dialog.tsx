import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { confirmPortedImport, discardPortedImport } from '@sms111/contracts';
import { formatCount, formatShare } from '@sms111/phrases';
import { call, describeError, useCan, useWords } from '@sms111/web/data';
import { Banner, KeyValue, PermissionButton, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { refreshRouting, type PortedImport } from '../routing-query';
import { CompareDialog } from './compare-dialog';

interface DecideImportDialogProps {
  readonly waiting: PortedImport & { readonly comparison: NonNullable<PortedImport['comparison']> };
  readonly onClose: () => void;
}

/** An import that looks cut short, beside what is in force: a person puts it in force or throws it away. */
export const DecideImportDialog = ({ waiting, onClose }: DecideImportDialogProps) => {
  const words = useWords();
  const { imports: t, ported, snapshots } = words.routing;
  const id = useId();
  const may = useCan('routing.control');
  const tell = useToast();
  const client = useQueryClient();
  const [comparing, setComparing] = useState(false);
  const { comparison, snapshotId, fileName } = waiting;
  const { inForce, before, after } = comparison;
  const params = { importId: waiting.id };
  const decide = useMutation({
    mutationFn: (deed: 'confirm' | 'discard') =>
      deed === 'confirm'
        ? call(confirmPortedImport, { params, body: { instead: inForce } })
        : call(discardPortedImport, { params }),
    onSuccess: async (_answer, deed) => {
      await refreshRouting(client);
      tell(deed === 'confirm' ? t.confirmed : t.discarded);
      onClose();
    },
  });
  const failure = decide.error ? describeError(decide.error, words) : null;
  const shared = { allowed: may, deniedReason: words.ui.noPermission, working: decide.isPending };
  return (
    <Dialog
      open
      onClose={decide.isPending ? undefined : onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>{t.decideTitle(fileName)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Banner tone="warn">{t.decideText(formatShare(before - after, before))}</Banner>
        <KeyValue
          items={[
            {
              name:
                inForce === null ? ported.inForce : `${ported.inForce}（${ported.version(String(inForce))}）`,
              value: t.portedCount(formatCount(before)),
            },
            { name: t.thisFile, value: t.portedCount(formatCount(after)) },
            { name: t.lost, value: t.portedCount(formatCount(Math.max(0, before - after))) },
          ]}
        />
        {inForce !== null && snapshotId !== null && (
          <Box>
            <Button variant="outlined" size="small" onClick={() => setComparing(true)}>
              {snapshots.compare}
            </Button>
          </Box>
        )}
        {failure && (
          <Banner tone="bad" title={failure.title}>
            {failure.text}
          </Banner>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={decide.isPending} autoFocus color="inherit">
          {words.common.cancel}
        </Button>
        <PermissionButton {...shared} variant="outlined" onClick={() => decide.mutate('discard')}>
          {t.discard}
        </PermissionButton>
        <PermissionButton
          {...shared}
          variant="contained"
          color="error"
          onClick={() => decide.mutate('confirm')}
        >
          {t.confirm}
        </PermissionButton>
      </DialogActions>
      {comparing && inForce !== null && snapshotId !== null && (
        <CompareDialog from={inForce} to={snapshotId} onClose={() => setComparing(false)} />
      )}
    </Dialog>
  );
};
