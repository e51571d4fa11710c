import { networkName } from '@sms111/phrases';
import { useCan, useLanguage, useWords } from '@sms111/web/data';
import { DataTable, EmptyState, KeyValue, PermissionButton, Section } from '@sms111/web/ui';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { HabitsDialog } from './habits-dialog';
import type { LinkDetail } from './links-query';

/** How the carrier speaks and what it offers; the same for all of its links. */
export const HabitsSection = ({ detail: { link, habits, changes } }: { readonly detail: LinkDetail }) => {
  const w = useWords();
  const { habits: t, settings, notAllowed } = w.carriers;
  const name = networkName(link.carrier, useLanguage());
  const may = useCan('carrier.configure');
  const [editing, setEditing] = useState(false);
  const isWaiting = changes.some(({ kind, state }) => kind === 'carrier' && state === 'waiting');
  return (
    <Section
      title={t.title}
      lead={t.lead}
      flush
      action={
        <PermissionButton
          allowed={may}
          deniedReason={notAllowed}
          disabledReason={isWaiting ? settings.waiting : null}
          variant="outlined"
          size="small"
          aria-label={`${t.title} ${t.edit}`}
          onClick={() => setEditing(true)}
        >
          {t.edit}
        </PermissionButton>
      }
    >
      <Box sx={{ px: 2.5, pb: 2 }}>
        <KeyValue
          nameWidth={260}
          items={[
            { name: t.querySm, value: habits.offersQuerySm ? settings.yes : settings.no },
            { name: t.testSender, value: habits.testSender ?? settings.unset },
          ]}
        />
      </Box>
      {habits.errors.length === 0 ? (
        <EmptyState title={t.none} text={t.noneHelp} />
      ) : (
        <DataTable
          label={t.list}
          columns={[
            { key: 'source', header: t.source, cell: entry => t.sources[entry.source], width: '18%' },
            { key: 'code', header: t.code, cell: entry => entry.code, width: '16%' },
            {
              key: 'reason',
              header: t.reason,
              cell: entry => w.states.reason[entry.reason].name || entry.reason,
              width: '26%',
            },
            { key: 'action', header: t.action, cell: entry => t.actions[entry.action], width: '18%' },
            { key: 'note', header: t.note, cell: entry => entry.note },
          ]}
          rows={habits.errors}
          rowKey={entry => `${entry.source} ${entry.code}`}
        />
      )}
      {editing && (
        <HabitsDialog
          title={t.editTitle(name)}
          carrier={link.carrier}
          habits={habits}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  );
};
