import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { showMessage } from '@sms111/contracts';
import { networkName, reasonWords } from '@sms111/phrases';
import { queryOf, TONES, useCan, useLanguage, useWords } from '@sms111/web/data';
import {
  AppLink,
  Banner,
  BlockSkeleton,
  colour,
  FourStates,
  KeyValue,
  SidePanel,
  StatusBadge,
  Time,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Message, Queue } from './queue-queries';
import { ResolutionForm } from './resolution-form';
import { WaySteps } from './way-steps';

interface DoubtPanelProps {
  readonly messageId: string | null;
  readonly policy: Queue['policy'] | null;
  readonly onClose: () => void;
}

/** One message in doubt beside the list: its way, and the form for what the carrier said. */
export const DoubtPanel = ({ messageId, policy, onClose }: DoubtPanelProps) => {
  const { panel: t } = useWords().queue;
  const query = useQuery({
    ...queryOf(showMessage, { params: { messageId: messageId ?? '' } }),
    enabled: messageId !== null,
  });
  return (
    <SidePanel open={messageId !== null} title={t.title} onClose={onClose}>
      <FourStates query={query} skeleton={<BlockSkeleton height={480} />}>
        {message => <Body message={message} policy={policy} onDone={onClose} />}
      </FourStates>
    </SidePanel>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Box component="section" sx={{ borderTop: `1px solid ${colour.line}`, pt: 2, mt: 2.5 }}>
    <Typography variant="h3" sx={{ mb: 1 }}>
      {title}
    </Typography>
    {children}
  </Box>
);

const Body = ({
  message,
  policy,
  onDone,
}: {
  readonly message: Message;
  readonly policy: Queue['policy'] | null;
  readonly onDone: () => void;
}) => {
  const words = useWords();
  const language = useLanguage();
  const { panel: t, doubt, form } = words.queue;
  const allowed = useCan('queue.resolve');
  const inDoubt = message.state === 'unconfirmed';
  return (
    <>
      <StatusBadge
        size="large"
        tone={TONES.message[message.state]}
        label={words.states.message[message.state]}
        detail={reasonWords(message.reason, language).name || null}
      />
      <Part title={t.way}>
        <WaySteps message={message} />
      </Part>
      <Part title={form.title}>
        {!inDoubt && <Banner tone="good">{t.settled}</Banner>}
        {inDoubt && !allowed && <Banner tone="off">{doubt.resolveLocked}</Banner>}
        {inDoubt && allowed && policy && (
          <ResolutionForm
            key={message.id}
            answered={{ messageId: message.id, parts: message.segments }}
            policy={policy}
            onDone={onDone}
          />
        )}
      </Part>
      <Part title={t.resendTitle}>
        <Typography variant="body2">{t.resend}</Typography>
      </Part>
      <Part title={t.facts}>
        <KeyValue
          nameWidth={104}
          items={[
            { name: t.id, value: message.id },
            { name: doubt.number, value: message.number || words.common.unknown },
            { name: doubt.carrier, value: networkName(message.carrier, language) },
            {
              name: doubt.batch,
              value: (
                <AppLink to={`/batches/${message.batchId}`}>
                  {message.batchName || words.batch.unnamed}
                </AppLink>
              ),
            },
            { name: words.records.message.sender, value: message.senderName },
            { name: words.records.columns.acceptedAt, value: <Time at={message.acceptedAt} /> },
          ]}
        />
        <Box sx={{ mt: 1.5 }}>
          <AppLink to={`/records?batch=${message.batchId}&message=${message.id}`}>{t.openRecord}</AppLink>
        </Box>
      </Part>
    </>
  );
};
