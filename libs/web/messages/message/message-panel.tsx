import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { showMessage } from '@sms111/contracts';
import { formatCount, reasonWords } from '@sms111/phrases';
import { queryOf, TONES, useLanguage, useWords } from '@sms111/web/data';
import {
  AppLink,
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
import { isMessageState, isOpen, type Message } from './message';
import { MessageRoute } from './message-route';
import { MessageSteps } from './message-steps';
import { RevealNumber } from './reveal-number';

const WHILE_OPEN = 3_000;

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box component="section" sx={{ borderTop: `1px solid ${colour.line}`, pt: 2, mt: 2.5 }}>
    <Typography variant="h3" sx={{ mb: 1 }}>
      {title}
    </Typography>
    {children}
  </Box>
);

const Text = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      p: 1.5,
      borderRadius: 2,
      backgroundColor: colour.quiet,
    }}
  >
    {children}
  </Box>
);

const Parts = ({ message }: { message: Message }) => {
  const words = useWords();
  const language = useLanguage();
  const { message: said } = words.records;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
      {message.parts.map(part => (
        <li key={part.part}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 0.5 }}>
            <strong>{said.part(formatCount(part.part), formatCount(message.segments))}</strong>
            {isMessageState(part.state) ? (
              <StatusBadge
                tone={TONES.message[part.state]}
                label={words.states.message[part.state]}
                detail={part.state === 'delivered' ? null : reasonWords(part.reason, language).name || null}
              />
            ) : null}
            <Typography variant="caption" component="span" sx={{ color: 'text.secondary' }}>
              {part.carrierMessageId === null ? said.noCarrierId : said.carrierIdIs(part.carrierMessageId)}
            </Typography>
          </Box>
          {part.text === null ? null : <Text>{part.text}</Text>}
        </li>
      ))}
    </Box>
  );
};

const Body = ({ message }: { message: Message }) => {
  const words = useWords();
  const language = useLanguage();
  const { message: said } = words.records;
  const { name, todo } = reasonWords(message.reason, language);
  return (
    <>
      <RevealNumber key={message.id} messageId={message.id} masked={message.number || words.common.unknown} />
      <Box sx={{ mt: 1.5 }}>
        <StatusBadge
          size="large"
          tone={TONES.message[message.state]}
          label={words.states.message[message.state]}
          detail={name || null}
        />
        {todo === '' ? null : <Typography sx={{ mt: 1 }}>{todo}</Typography>}
        {isOpen(message) ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
            {said.open}
          </Typography>
        ) : null}
      </Box>
      <Part title={said.way}>
        <MessageSteps message={message} />
      </Part>
      <Part title={said.route}>
        <MessageRoute message={message} />
      </Part>
      {message.parts.length > 1 ? (
        <Part title={said.parts}>
          <Parts message={message} />
        </Part>
      ) : (
        <Part title={said.content}>
          <Text>{message.content ?? said.contentHidden}</Text>
        </Part>
      )}
      <Part title={said.facts}>
        <KeyValue
          nameWidth={104}
          items={[
            { name: said.id, value: message.id },
            {
              name: said.batch,
              value: (
                <AppLink to={`/batches/${message.batchId}`}>
                  {message.batchName || words.batch.unnamed}
                </AppLink>
              ),
            },
            { name: said.sender, value: message.senderName },
            { name: said.channel, value: words.states.channel[message.channel] },
            { name: said.lane, value: words.states.lane[message.lane] },
            { name: said.clientRef, value: message.clientRef ?? words.common.none },
            { name: said.segments, value: words.common.segments(formatCount(message.segments)) },
            { name: words.records.columns.acceptedAt, value: <Time at={message.acceptedAt} /> },
          ]}
        />
      </Part>
    </>
  );
};

interface MessagePanelProps {
  /** The message that is open; `null` when none is. */
  readonly messageId: string | null;
  readonly onClose: () => void;
}

/** One message beside the list: its state, its way, its route, its text. */
export const MessagePanel = ({ messageId, onClose }: MessagePanelProps) => {
  const { message: said } = useWords().records;
  const query = useQuery({
    ...queryOf(showMessage, { params: { messageId: messageId ?? '' } }),
    enabled: messageId !== null,
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? WHILE_OPEN : false),
  });
  return (
    <SidePanel open={messageId !== null} title={said.title} onClose={onClose}>
      <FourStates query={query} skeleton={<BlockSkeleton height={480} />}>
        {message => <Body message={message} />}
      </FourStates>
    </SidePanel>
  );
};
