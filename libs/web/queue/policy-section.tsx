import { formatCount } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import { KeyValue, PermissionButton, Section } from '@sms111/web/ui';
import { useState } from 'react';
import { PolicyDialog } from './policy-dialog';
import type { Queue } from './queue-queries';
import { QUEUE_SETTINGS } from './queue-settings';

/** By what the queue is watched, and the way to change it. */
export const PolicySection = ({ policy }: { readonly policy: Queue['policy'] }) => {
  const { policy: t } = useWords().queue;
  const may = useCan('queue.configure');
  const [changing, setChanging] = useState(false);
  return (
    <Section
      title={t.title}
      lead={t.lead}
      action={
        <PermissionButton
          variant="outlined"
          allowed={may}
          deniedReason={t.notAllowed}
          onClick={() => setChanging(true)}
        >
          {t.change}
        </PermissionButton>
      }
    >
      <KeyValue
        nameWidth={272}
        items={QUEUE_SETTINGS.map(name => ({
          name: t.names[name],
          value: t.values[name](formatCount(policy[name])),
        }))}
      />
      {changing && <PolicyDialog policy={policy} onClose={() => setChanging(false)} />}
    </Section>
  );
};
