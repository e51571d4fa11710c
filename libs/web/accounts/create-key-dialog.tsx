import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { createApiKey, listApiAccounts } from '@sms111/contracts';
import { call, describeError, useContractForm, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import type { ApiAccount } from './account-keys';
import { SecretStep } from './secret-step';

/** Makes a key: what it is for, then the key itself, once. */
export const CreateKeyDialog = ({
  account,
  onClose,
}: {
  readonly account: ApiAccount;
  readonly onClose: () => void;
}) => {
  const w = useWords();
  const t = w.apiKeys;
  const id = useId();
  const client = useQueryClient();
  const form = useContractForm(createApiKey.body, { label: '' });
  const create = useMutation({
    mutationFn: (body: { label: string }) => call(createApiKey, { params: { accountId: account.id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [listApiAccounts.id] }),
  });
  const fault = form.formState.errors.label?.message;
  const described = create.error ? describeError(create.error, w) : null;
  if (create.data)
    return <SecretStep secret={create.data.secret} label={create.data.key.label} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={create.isPending ? undefined : onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <Form sx={{ gap: 0 }} onSubmit={form.handleSubmit(values => create.mutate(values))}>
        <DialogTitle id={id}>{t.createFor(account.name)}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {described && (
            <Banner tone="bad" title={described.title}>
              {described.text}
            </Banner>
          )}
          <TextField
            label={t.label}
            autoFocus
            error={Boolean(fault)}
            helperText={fault ?? t.labelHelp}
            sx={{ mt: 1 }}
            {...form.register('label')}
          />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={create.isPending}>
            {w.common.cancel}
          </Button>
          <DeedButton type="submit" variant="contained" working={create.isPending}>
            {t.create}
          </DeedButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
};
