import Box from '@mui/material/Box';
import { testLink } from '@sms111/contracts';
import { call, describeError, useCan, useWords } from '@sms111/web/data';
import { Banner, DataTable, EmptyState, PermissionButton, Section, StatusBadge, Time } from '@sms111/web/ui';
import { useState } from 'react';
import type { LinkTest } from './links-query';
import { TestMessageDialog } from './test-message-dialog';
import { useDeed } from './use-deed';

const TONES = {
  waiting: 'active',
  running: 'active',
  submitted: 'handed',
  done: 'good',
  failed: 'bad',
} as const;

/** Tries the link: does it bind, does a message arrive; and what came of it. */
export const TestsSection = ({
  linkId,
  tests,
}: {
  readonly linkId: string;
  readonly tests: readonly LinkTest[];
}) => {
  const w = useWords();
  const t = w.carriers.tests;
  const may = useCan('carrier.control');
  const [sending, setSending] = useState(false);
  const bind = useDeed(
    () => call(testLink, { params: { linkId }, body: { kind: 'bind' } }),
    t.asked,
    () => undefined,
  );
  const shared = {
    allowed: may,
    deniedReason: w.carriers.notAllowed,
    size: 'small' as const,
    variant: 'outlined' as const,
  };
  return (
    <Section
      title={t.title}
      lead={t.lead}
      flush
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <PermissionButton {...shared} working={bind.isPending} onClick={() => bind.mutate(undefined)}>
            {t.bind}
          </PermissionButton>
          <PermissionButton {...shared} onClick={() => setSending(true)}>
            {t.message}
          </PermissionButton>
        </Box>
      }
    >
      {bind.error && <Fault error={bind.error} />}
      {tests.length === 0 ? (
        <EmptyState title={t.none} text={t.noneHelp} />
      ) : (
        <DataTable
          label={t.title}
          columns={[
            {
              key: 'kind',
              header: t.kind,
              cell: test => (test.number ? `${t.kinds[test.kind]} ${test.number}` : t.kinds[test.kind]),
              width: '24%',
            },
            {
              key: 'state',
              header: t.state,
              cell: test => <StatusBadge tone={TONES[test.state]} label={t.states[test.state]} />,
              width: '18%',
            },
            { key: 'answer', header: t.answer, cell: test => test.answer, width: '24%' },
            { key: 'by', header: t.by, cell: test => test.askedBy, width: '14%' },
            {
              key: 'at',
              header: t.at,
              cell: test => <Time at={test.endedAt ?? test.askedAt} />,
              nowrap: true,
            },
          ]}
          rows={tests}
          rowKey={test => test.id}
        />
      )}
      {sending && <TestMessageDialog linkId={linkId} onClose={() => setSending(false)} />}
    </Section>
  );
};

const Fault = ({ error }: { readonly error: unknown }) => {
  const described = describeError(error, useWords());
  return (
    <Banner tone="bad" title={described.title}>
      {described.text}
    </Banner>
  );
};
