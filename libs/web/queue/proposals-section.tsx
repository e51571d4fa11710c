import Box from '@mui/material/Box';
import { decideResolution, type CallOf } from '@sms111/contracts';
import { formatCount } from '@sms111/phrases';
import { call, useWords } from '@sms111/web/data';
import {
  ConfirmDialog,
  DeedButton,
  FourStates,
  KeyValue,
  Pager,
  Section,
  Time,
  colour,
  useToast,
} from '@sms111/web/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { proposalsQuery, refreshQueue, type ResolutionEntry } from './queue-queries';
import { SaidWords, ScopeWords } from './resolution-facts';
import type { ListPlace } from './use-queue-place';

type Decision = CallOf<typeof decideResolution>['body']['decision'];
interface Asked {
  readonly entry: ResolutionEntry;
  readonly decision: Decision;
}

/** What waits for a second person; nothing is shown while nothing does. */
export const ProposalsSection = ({ place: { cursor, goTo } }: { readonly place: ListPlace }) => {
  const { resolutions: t } = useWords().queue;
  const query = useQuery(proposalsQuery(cursor));
  const [asked, setAsked] = useState<Asked | null>(null);
  if (query.data?.items.length === 0 && cursor === null) return null;
  return (
    <Section title={t.title} lead={t.lead}>
      <FourStates query={query}>
        {({ items, next }) => (
          <>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
              {items.map(entry => (
                <Box
                  component="li"
                  key={entry.id}
                  sx={{
                    border: `1px solid ${colour.line}`,
                    borderRadius: 2,
                    p: 2,
                    display: 'grid',
                    gap: 1.5,
                  }}
                >
                  <KeyValue
                    items={[
                      { name: t.said, value: <SaidWords entry={entry} /> },
                      { name: t.scope, value: <ScopeWords entry={entry} /> },
                      { name: t.reference, value: entry.reference },
                      { name: t.note, value: entry.note },
                      { name: t.by, value: entry.proposedBy },
                      { name: t.at, value: <Time at={entry.proposedAt} /> },
                    ]}
                  />
                  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                    {entry.can.withdraw ? (
                      <DeedButton
                        variant="outlined"
                        onClick={() => setAsked({ entry, decision: 'withdraw' })}
                      >
                        {t.withdraw}
                      </DeedButton>
                    ) : (
                      <DeedButton
                        variant="outlined"
                        disabledReason={entry.can.reject ? null : t.own}
                        onClick={() => setAsked({ entry, decision: 'reject' })}
                      >
                        {t.reject}
                      </DeedButton>
                    )}
                    <DeedButton
                      variant="contained"
                      disabledReason={entry.can.approve ? null : t.own}
                      onClick={() => setAsked({ entry, decision: 'approve' })}
                    >
                      {t.approve}
                    </DeedButton>
                  </Box>
                </Box>
              ))}
            </Box>
            {(next !== null || cursor !== null) && (
              <Pager shown={items.length} next={next} later={cursor !== null} onPage={goTo} />
            )}
          </>
        )}
      </FourStates>
      {asked && <DecisionDialog {...asked} onClose={() => setAsked(null)} />}
    </Section>
  );
};

const DecisionDialog = ({ entry, decision, onClose }: Asked & { readonly onClose: () => void }) => {
  const { resolutions: t } = useWords().queue;
  const tell = useToast();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: () => call(decideResolution, { params: { resolutionId: entry.id }, body: { decision } }),
    onSuccess: async ({ applied }) => {
      const told = { approve: t.approved(formatCount(applied)), reject: t.rejected, withdraw: t.withdrawn };
      await refreshQueue(client);
      tell(told[decision]);
      onClose();
    },
  });
  const title = {
    approve: t.approveTitle(formatCount(entry.messages)),
    reject: t.rejectTitle,
    withdraw: t.withdrawTitle,
  };
  return (
    <ConfirmDialog
      open
      title={title[decision]}
      deed={t[decision]}
      working={decide.isPending}
      error={decide.error}
      onConfirm={() => decide.mutate()}
      onClose={onClose}
    >
      {decision === 'approve' ? t.approveText : t.rejectText}
    </ConfirmDialog>
  );
};
