import Button from '@mui/material/Button';
import { cancelBatch, listBatches, pauseBatch, resumeBatch, showBatch, showQuota } from '@sms111/contracts';
import { formatCount } from '@sms111/phrases';
import { call, describeError, isProblem, queryOf, useCan, useWords } from '@sms111/web/data';
import { PauseIcon, PermissionButton, PlayIcon, PrintIcon, StopIcon, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BatchDialog } from './batch-dialog';
import type { Batch } from './stages';

const DEEDS = { pause: pauseBatch, resume: resumeBatch, cancel: cancelBatch } as const;
type Deed = keyof typeof DEEDS;

/** What can be done with a batch now; what cannot says why. */
export const BatchActions = ({ batch }: { batch: Batch }) => {
  const words = useWords();
  const { locked, ...said } = words.batch;
  const allowed = useCan('batch.control');
  const client = useQueryClient();
  const tell = useToast();
  const [asking, setAsking] = useState<'pause' | 'cancel' | null>(null);
  const params = { batchId: batch.id };

  const change = useMutation({
    mutationFn: (deed: Deed) => call(DEEDS[deed], { params }),
    onSuccess: (changed, deed) => {
      client.setQueryData(queryOf(showBatch, { params }).queryKey, changed);
      tell({ pause: said.paused, resume: said.resumed, cancel: said.cancelled }[deed]);
      setAsking(null);
      void client.invalidateQueries({ queryKey: [listBatches.id] });
      if (deed === 'cancel') void client.invalidateQueries({ queryKey: [showQuota.id] });
    },
    onError: (error, deed) => {
      if (deed === 'resume') tell(describeError(error, words).text, 'bad');
      if (isProblem(error, 'state-conflict')) void client.invalidateQueries({ queryKey: [showBatch.id] });
    },
  });
  const ask = (deed: 'pause' | 'cancel') => {
    change.reset();
    setAsking(deed);
  };
  const waiting = formatCount(batch.stages.processing.messages);
  const over = batch.state === 'completed' || batch.state === 'cancelled';

  return (
    <>
      {over ? null : batch.state === 'paused' ? (
        <PermissionButton
          variant="contained"
          startIcon={<PlayIcon />}
          allowed={allowed}
          deniedReason={locked.permission}
          disabledReason={batch.can.resume ? null : locked.resume}
          working={change.isPending && change.variables === 'resume'}
          onClick={() => change.mutate('resume')}
        >
          {said.resume}
        </PermissionButton>
      ) : (
        <PermissionButton
          variant="outlined"
          startIcon={<PauseIcon />}
          allowed={allowed}
          deniedReason={locked.permission}
          disabledReason={batch.can.pause ? null : locked.pause}
          onClick={() => ask('pause')}
        >
          {said.pause}
        </PermissionButton>
      )}
      {over ? null : (
        <PermissionButton
          variant="outlined"
          color="error"
          startIcon={<StopIcon />}
          allowed={allowed}
          deniedReason={locked.permission}
          disabledReason={batch.can.cancel ? null : locked.cancel}
          onClick={() => ask('cancel')}
        >
          {said.cancelConfirm}
        </PermissionButton>
      )}
      <Button
        variant={over ? 'contained' : 'text'}
        color={over ? 'primary' : 'inherit'}
        startIcon={<PrintIcon />}
        onClick={() => window.print()}
      >
        {said.print}
      </Button>
      <BatchDialog
        open={asking === 'pause'}
        title={said.pauseTitle}
        text={said.pauseText(waiting)}
        deed={said.pause}
        back={words.common.back}
        working={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate('pause')}
        onClose={() => setAsking(null)}
      />
      <BatchDialog
        open={asking === 'cancel'}
        danger
        title={said.cancelTitle}
        text={said.cancelText(waiting)}
        deed={said.cancelConfirm}
        back={said.keep}
        working={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate('cancel')}
        onClose={() => setAsking(null)}
      />
    </>
  );
};
