import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { QUEUE_POLICY_BOUNDS, setQueuePolicy, type CallOf } from '@sms111/contracts';
import { formatCount, type QueueSetting } from '@sms111/phrases';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshQueue, type Queue } from './queue-queries';
import { QUEUE_SETTINGS, readSetting } from './queue-settings';

type Body = CallOf<typeof setQueuePolicy>['body'];

const REASON = { least: 2, most: 200 };

/** Changes settings of the queue. Only what differs is sent, so that two persons do not undo each other's. */
export const PolicyDialog = ({
  policy,
  onClose,
}: {
  readonly policy: Queue['policy'];
  readonly onClose: () => void;
}) => {
  const { policy: t } = useWords().queue;
  const tell = useToast();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Partial<Record<QueueSetting, string>>>({});
  const [reason, setReason] = useState('');
  const values = QUEUE_SETTINGS.map(name => {
    const text = typed[name] ?? String(policy[name]);
    return { name, text, value: readSetting(name, text), changed: text.trim() !== String(policy[name]) };
  });
  const changed = values.filter(each => each.changed);
  const bad = changed.find(({ value }) => value === null);
  const save = useMutation({
    mutationFn: (body: Body) => call(setQueuePolicy, { body }),
    onSuccess: async () => {
      await refreshQueue(client);
      tell(t.saved);
      onClose();
    },
  });
  const boundsOf = (name: QueueSetting): [string, string] => {
    const [least, most] = QUEUE_POLICY_BOUNDS[name];
    return [formatCount(least), formatCount(most)];
  };
  const missing = (): string | undefined => {
    if (bad) return `${t.names[bad.name]}：${t.wrong(...boundsOf(bad.name))}`;
    if (changed.length === 0) return t.unchanged;
    return reason.trim().length < REASON.least ? t.reasonMissing : undefined;
  };
  return (
    <ConfirmDialog
      open
      title={t.changeTitle}
      deed={t.save}
      working={save.isPending}
      error={save.error}
      disabledReason={missing()}
      onConfirm={() =>
        save.mutate({
          ...Object.fromEntries(changed.map(({ name, value }) => [name, value ?? undefined])),
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
        {values.map(({ name, text, value, changed: isChanged }) => (
          <TextField
            key={name}
            label={t.names[name]}
            error={isChanged && value === null}
            helperText={
              isChanged && value === null ? t.wrong(...boundsOf(name)) : t.bounds(...boundsOf(name))
            }
            value={text}
            onChange={event => setTyped({ ...typed, [name]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 9 } }}
          />
        ))}
        <Typography variant="body2" color="textSecondary">
          {t.delivered}
        </Typography>
        <TextField
          label={t.reason}
          helperText={t.reasonHelp}
          value={reason}
          onChange={event => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: REASON.most } }}
        />
      </Box>
    </ConfirmDialog>
  );
};
