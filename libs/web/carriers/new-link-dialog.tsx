import TextField from '@mui/material/TextField';
import { proposeNewLink, type CallOf } from '@sms111/contracts';
import { call, faultAt, useContractForm, useWords } from '@sms111/web/data';
import { PasswordField } from '@sms111/web/ui';
import { useNavigate } from 'react-router';
import type { CarrierOnBoard, LinkSettings } from './links-query';
import { ProposalDialog } from './proposal-dialog';
import { SettingInputs } from './setting-inputs';
import { useDeed } from './use-deed';

type Body = CallOf<typeof proposeNewLink>['body'];

interface NewLinkDialogProps {
  readonly title: string;
  readonly carrier: CarrierOnBoard['carrier'];
  /** Of a link to the same carrier: the new one is agreed much like it. */
  readonly settings: LinkSettings;
  readonly onClose: () => void;
}

/** Proposes another link to a carrier; it is there once another person approved it. */
export const NewLinkDialog = ({ title, carrier, settings, onClose }: NewLinkDialogProps) => {
  const { settings: t, deeds } = useWords().carriers;
  const go = useNavigate();
  const form = useContractForm(
    proposeNewLink.body,
    { id: `${carrier}-`, settings, password: '', reason: '' },
    { id: t.idWrong },
  );
  const propose = useDeed(
    (body: Body) => call(proposeNewLink, { params: { carrier }, body }),
    t.proposed,
    ({ changeId }) => {
      onClose();
      void go(`/carriers/changes/${changeId}`);
    },
  );
  const { errors } = form.formState;
  return (
    <ProposalDialog
      title={title}
      deed={t.add}
      working={propose.isPending}
      error={propose.error}
      onSubmit={form.handleSubmit(body => propose.mutate(body))}
      onClose={onClose}
      fields={
        <>
          <TextField
            label={t.id}
            autoFocus
            error={Boolean(errors.id)}
            helperText={errors.id?.message ?? t.idHelp}
            {...form.register('id', { setValueAs: (text: string) => text.trim().toUpperCase() })}
          />
          <PasswordField
            label={t.password}
            autoComplete="new-password"
            error={Boolean(errors.password)}
            helperText={errors.password?.message ?? t.newPasswordHelp}
            {...form.register('password')}
          />
          <SettingInputs
            register={(name, options) => form.register(`settings.${name}`, options)}
            faultOf={name => errors.settings?.[name]?.message ?? faultAt(propose.error, `/settings/${name}`)}
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
