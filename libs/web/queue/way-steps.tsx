import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { messageState } from '@sms111/contracts';
import { formatInstant, networkName, type Words } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import type { Message } from './queue-queries';

type Language = ReturnType<typeof useLanguage>;

type Step = Message['steps'][number];

const titleOf = (step: Step, message: Message, words: Words, language: Language): string => {
  const { step: titles } = words.records.message;
  const carrier = networkName(step.carrier ?? message.carrier, language);
  switch (step.kind) {
    case 'routed':
      return titles.routed(carrier);
    case 'rerouted':
      return titles.rerouted(networkName(step.from ?? '', language), carrier);
    case 'submitted':
      return titles.submitted(step.link ?? words.common.unknown);
    default:
      return titles[step.kind];
  }
};

/** The way of a message in short lines: when, what, by which link, with which id. */
export const WaySteps = ({ message }: { readonly message: Message }) => {
  const words = useWords();
  const language = useLanguage();
  const { message: said } = words.records;
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
      {message.steps.map((step, index) => {
        const title = titleOf(step, message, words, language);
        const state = messageState.safeParse(step.state);
        const code = step.carrierCode;
        const details = [
          ...(step.part !== null && message.segments > 1
            ? [said.part(String(step.part), String(message.segments))]
            : []),
          ...(state.success ? [words.states.message[state.data]] : []),
          ...(step.link !== null && step.kind !== 'submitted' ? [said.link(step.link)] : []),
          ...(code === null
            ? []
            : [
                step.kind === 'submitted'
                  ? said.carrierIdIs(code)
                  : step.kind === 'resolved'
                    ? said.reference(code)
                    : said.carrierCode(code),
              ]),
        ];
        return (
          <Box component="li" key={`${step.kind} ${step.at} ${index}`}>
            <Typography component="p">{title}</Typography>
            <Typography component="p" variant="caption" sx={{ color: 'text.secondary' }}>
              {[formatInstant(step.at), ...details].join(' · ')}
            </Typography>
          </Box>
        );
      })}
    </Box>
  );
};
