import { useCan, useWords } from '@sms111/web/data';
import { KeyValue, PermissionButton, Section } from '@sms111/web/ui';
import { useState } from 'react';
import type { LinkDetail } from './links-query';
import { SETTING_FIELDS } from './setting-fields';
import { useSettingWords } from './setting-words';
import { SettingsDialog } from './settings-dialog';

/** The link as it is agreed with the carrier; the password is never shown. */
export const SettingsSection = ({ detail: { link, settings } }: { readonly detail: LinkDetail }) => {
  const { settings: t, notAllowed } = useWords().carriers;
  const say = useSettingWords();
  const may = useCan('carrier.configure');
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t.title}
      lead={t.lead}
      action={
        <PermissionButton
          allowed={may}
          deniedReason={notAllowed}
          disabledReason={link.waitingChange ? t.waiting : null}
          variant="outlined"
          size="small"
          onClick={() => setEditing(true)}
        >
          {t.edit}
        </PermissionButton>
      }
    >
      <KeyValue
        nameWidth={260}
        items={SETTING_FIELDS.map(({ name }) => ({
          name: say.name(name),
          value:
            name === 'tlsCertificate' && settings[name] ? t.certificateSet : say.value(settings[name], name),
        }))}
      />
      {editing && (
        <SettingsDialog
          title={t.editTitle(link.id)}
          linkId={link.id}
          settings={settings}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  );
};
