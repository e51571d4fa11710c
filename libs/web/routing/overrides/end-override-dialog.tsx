import { endOverride } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshRouting, type NumberOverride } from '../routing-query';

/** A second look before a number goes by the usual order again. */
export const EndOverrideDialog = ({
  ending,
  onClose,
}: {
  readonly ending: NumberOverride;
  readonly onClose: () => void;
}) => {
  const t = useWords().routing.overrides;
  const tell = useToast();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(endOverride, { params: { overrideId: ending.id } }),
    onSuccess: async () => {
      await refreshRouting(client);
      tell(t.endedDone);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={t.endTitle(ending.number)}
      deed={t.endDeed}
      danger
      working={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      {t.endText}
    </ConfirmDialog>
  );
};
