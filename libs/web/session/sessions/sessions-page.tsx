import { listSessions, revokeSession, type ResponseOf } from '@sms111/contracts';
import { call, queryOf, useWords, useHomeCrumb } from '@sms111/web/data';
import {
  ConfirmDialog,
  DataTable,
  DeedButton,
  FourStates,
  Page,
  Section,
  StatusBadge,
  Time,
  useToast,
  type Column,
} from '@sms111/web/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deviceOf } from './device-of';

type Entry = ResponseOf<typeof listSessions>['items'][number];

/** 我的登入狀態: where my account is signed in, and how to end it. */
export const SessionsPage = () => {
  const w = useWords();
  const t = w.session.sessions;
  const tell = useToast();
  const client = useQueryClient();
  const query = useQuery(queryOf(listSessions));
  const [doomed, setDoomed] = useState<Entry | null>(null);
  const revoke = useMutation({
    mutationFn: (sessionId: string) => call(revokeSession, { params: { sessionId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listSessions.id] });
      setDoomed(null);
      tell(t.revoked);
    },
  });
  const deviceName = ({ userAgent }: Entry) => {
    const device = deviceOf(userAgent);
    return device ? t.browserOn(device.browser, device.system) : t.unknownDevice;
  };
  const columns: Column<Entry>[] = [
    { key: 'device', header: t.device, cell: deviceName },
    { key: 'address', header: t.address, cell: entry => entry.address },
    { key: 'started', header: t.startedAt, cell: entry => <Time at={entry.startedAt} />, from: 'lg' },
    { key: 'seen', header: t.lastSeenAt, cell: entry => <Time at={entry.lastSeenAt} /> },
    {
      key: 'deed',
      header: w.common.actions,
      cell: entry =>
        entry.current ? (
          <StatusBadge tone="good" label={t.current} />
        ) : (
          <DeedButton size="small" variant="outlined" color="error" onClick={() => setDoomed(entry)}>
            {t.revoke}
          </DeedButton>
        ),
    },
  ];
  return (
    <Page title={t.title} lead={t.lead} crumbs={[useHomeCrumb()]}>
      <Section title={t.device} flush>
        <FourStates query={query}>
          {({ items }) => (
            <DataTable label={t.title} columns={columns} rows={items} rowKey={entry => entry.id} />
          )}
        </FourStates>
      </Section>
      <ConfirmDialog
        open={doomed !== null}
        title={t.revokeTitle}
        deed={t.revoke}
        danger
        working={revoke.isPending}
        error={revoke.error}
        onConfirm={() => doomed && revoke.mutate(doomed.id)}
        onClose={() => {
          setDoomed(null);
          revoke.reset();
        }}
      >
        {doomed && t.revokeText(doomed.address)}
      </ConfirmDialog>
    </Page>
  );
};
