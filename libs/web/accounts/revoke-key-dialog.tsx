import { listApiAccounts, revokeApiKey } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from './account-keys';

interface RevokeKeyDialogProps {
  readonly accountId: string;
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

/** A second look before a key stops for good. */
export const RevokeKeyDialog = ({ accountId, apiKey, onClose }: RevokeKeyDialogProps) => {
  const { apiKeys: t } = useWords();
  const tell = useToast();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(revokeApiKey, { params: { accountId, keyId: apiKey.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listApiAccounts.id] });
      tell(t.revokedDone);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      title={t.revokeTitle(apiKey.label)}
      deed={t.revokeDeed}
      danger
      working={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      {t.revokeText}
    </ConfirmDialog>
  );
};
