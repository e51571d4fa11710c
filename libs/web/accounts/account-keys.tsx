import Box from '@mui/material/Box';
import type { listApiAccounts, ResponseOf } from '@sms111/contracts';
import { formatInstant } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import {
  AddIcon,
  colour,
  DataTable,
  DeedButton,
  EmptyState,
  KeyIcon,
  PermissionButton,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { useState } from 'react';
import { CreateKeyDialog } from './create-key-dialog';
import { RevokeKeyDialog } from './revoke-key-dialog';

export type ApiAccount = ResponseOf<typeof listApiAccounts>['items'][number];
export type ApiKey = ApiAccount['keys'][number];

interface AccountKeysProps {
  readonly account: ApiAccount;
  /** It is the only one: making a key is the main deed of the page. */
  readonly main: boolean;
}

/** One API account: its keys, and the way to make and to revoke one. */
export const AccountKeys = ({ account, main }: AccountKeysProps) => {
  const w = useWords();
  const t = w.apiKeys;
  const may = useCan('api-key.manage');
  const [creating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const columns: Column<ApiKey>[] = [
    { key: 'label', header: t.label, cell: key => key.label },
    { key: 'hint', header: t.hint, cell: key => <code>{key.hint}…</code> },
    {
      key: 'state',
      header: w.common.state,
      cell: ({ revokedAt }) =>
        revokedAt ? (
          <span title={t.revokedAt(formatInstant(revokedAt))}>
            <StatusBadge tone="off" label={t.revoked} />
          </span>
        ) : (
          <StatusBadge tone="good" label={t.active} />
        ),
    },
    { key: 'created', header: t.createdAt, cell: key => <Time at={key.createdAt} />, from: 'lg' },
    { key: 'used', header: t.lastUsedAt, cell: key => <Time at={key.lastUsedAt} otherwise={t.neverUsed} /> },
    {
      key: 'deed',
      header: w.common.actions,
      align: 'end',
      cell: key =>
        !key.revokedAt && (
          <DeedButton size="small" variant="outlined" color="error" onClick={() => setDoomed(key)}>
            {t.revoke}
          </DeedButton>
        ),
    },
  ];
  const create = (
    <PermissionButton
      variant={main ? 'contained' : 'outlined'}
      startIcon={<AddIcon />}
      allowed={may}
      deniedReason={w.ui.noPermission}
      onClick={() => setCreating(true)}
    >
      {t.create}
    </PermissionButton>
  );
  return (
    <Section
      title={account.name}
      lead={
        <>
          {t.login} <code>{account.login}</code>
          <Box component="span" sx={{ mx: 1, color: colour.line }} aria-hidden>
            |
          </Box>
          {account.autoPrefix ? t.autoPrefixOn : t.autoPrefixOff}
        </>
      }
      action={create}
      flush
    >
      {account.keys.length === 0 ? (
        <EmptyState icon={<KeyIcon />} title={t.noKeys} />
      ) : (
        <DataTable
          label={`${account.name} ${t.keys}`}
          columns={columns}
          rows={account.keys}
          rowKey={key => key.id}
        />
      )}
      {creating && <CreateKeyDialog account={account} onClose={() => setCreating(false)} />}
      {doomed && <RevokeKeyDialog accountId={account.id} apiKey={doomed} onClose={() => setDoomed(null)} />}
    </Section>
  );
};
