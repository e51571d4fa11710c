import { rollBackSnapshot } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshRouting } from '../routing-query';

interface UseSnapshotDialogProps {
  readonly snapshot: number;
  /** The one that the person saw in force. */
  readonly instead: number | null;
  readonly onClose: () => void;
}

/** A second look before another version decides where messages go. */
export const UseSnapshotDialog = ({ snapshot, instead, onClose }: UseSnapshotDialogProps) => {
  const t = useWords().routing.snapshots;
  const tell = useToast();
  const client = useQueryClient();
  const put = useMutation({
    mutationFn: () => call(rollBackSnapshot, { params: { snapshotId: snapshot }, body: { instead } }),
    onSuccess: async () => {
      await refreshRouting(client);
      tell(t.used(String(snapshot)));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={t.useTitle(String(snapshot))}
      deed={t.useDeed(String(snapshot))}
      working={put.isPending}
      error={put.error}
      onConfirm={() => put.mutate()}
      onClose={onClose}
    >
      {t.useText(String(snapshot))}
    </ConfirmDialog>
  );
};
