import TextField from '@mui/material/TextField';
import { proposeLinkChange, type CallOf } from '@sms111/contracts';
import { call, faultAt, useContractForm, useWords } from '@sms111/web/data';
import { PasswordField } from '@sms111/web/ui';
import type { LinkSettings } from './links-query';
import { ProposalDialog } from './proposal-dialog';
import { SettingInputs } from './setting-inputs';
import { useDeed } from './use-deed';

type Body = CallOf<typeof proposeLinkChange>['body'];

interface SettingsDialogProps {
  readonly title: string;
  readonly linkId: string;
  readonly settings: LinkSettings;
  readonly onClose: () => void;
}

/** Proposes other settings of a link; another person approves them. */
export const SettingsDialog = ({ title, linkId, settings, onClose }: SettingsDialogProps) => {
  const { settings: t, deeds } = useWords().carriers;
  const form = useContractForm(proposeLinkChange.body, { settings, reason: '' });
  const propose = useDeed(
    (body: Body) => call(proposeLinkChange, { params: { linkId }, body }),
    t.proposed,
    onClose,
  );
  const { errors } = form.formState;
  return (
    <ProposalDialog
      title={title}
      deed={t.propose}
      working={propose.isPending}
      error={propose.error}
      onSubmit={form.handleSubmit(body => propose.mutate(body))}
      onClose={onClose}
      fields={
        <>
          <SettingInputs
            register={(name, options) => form.register(`settings.${name}`, options)}
            faultOf={name => errors.settings?.[name]?.message ?? faultAt(propose.error, `/settings/${name}`)}
          />
          <PasswordField
            label={t.password}
            autoComplete="new-password"
            error={Boolean(errors.password)}
            helperText={errors.password?.message ?? t.passwordHelp}
            {...form.register('password', {
              setValueAs: (text: unknown) => (text === '' ? undefined : text),
            })}
          />
        </>
      }
      reason={
        <TextField
          label={deeds.reason}
          error={Boolean(errors.reason)}
          helperText={errors.reason?.message ?? deeds.reasonHelp}
          {...form.register('reason')}
        />
      }
    />
  );
};
