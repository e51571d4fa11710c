import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatInstant, formatRate, networkName, reasonWords, type Words } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import {
  ActiveIcon,
  BadIcon,
  colour,
  GoodIcon,
  HandedIcon,
  LinkBoardIcon,
  OffIcon,
  RefreshIcon,
  type SvgIconComponent,
  type Tone,
  toneColour,
  WarnIcon,
} from '@sms111/web/ui';
import { TONES } from '@sms111/web/data';
import { carrierSaid } from './carrier-said';
import { isMessageState, type Message, type Step } from './message';

type Language = ReturnType<typeof useLanguage>;

const LOOK: Record<Step['kind'], { readonly Icon: SvgIconComponent; readonly tone: Tone }> = {
  accepted: { Icon: ActiveIcon, tone: 'active' },
  routed: { Icon: LinkBoardIcon, tone: 'active' },
  rerouted: { Icon: RefreshIcon, tone: 'warn' },
  submitted: { Icon: HandedIcon, tone: 'handed' },
  refused: { Icon: BadIcon, tone: 'bad' },
  receipt: { Icon: HandedIcon, tone: 'handed' },
  final: { Icon: GoodIcon, tone: 'good' },
  unconfirmed: { Icon: WarnIcon, tone: 'warn' },
  retry: { Icon: RefreshIcon, tone: 'warn' },
  cancelled: { Icon: OffIcon, tone: 'off' },
  queried: { Icon: HandedIcon, tone: 'handed' },
  resolved: { Icon: GoodIcon, tone: 'good' },
};

const ICON_OF_TONE: Partial<Record<Tone, SvgIconComponent>> = {
  bad: BadIcon,
  warn: WarnIcon,
  off: OffIcon,
  good: GoodIcon,
};

/** Icon and tone of a step: a result looks like its state, whatever kind of step brought it. */
const lookOf = ({ kind, state }: Step) => {
  const result = kind === 'final' || kind === 'receipt' || kind === 'queried' || kind === 'resolved';
  if (!result || !isMessageState(state)) return LOOK[kind];
  const tone = TONES.message[state];
  return { tone, Icon: ICON_OF_TONE[tone] ?? LOOK[kind].Icon };
};

const titleOf = (step: Step, words: Words, carrier: string, language: Language): string => {
  const { step: said } = words.records.message;
  switch (step.kind) {
    case 'routed':
      return said.routed(carrier);
    case 'rerouted':
      return said.rerouted(networkName(step.from ?? '', language), carrier);
    case 'submitted':
      return said.submitted(step.link ?? words.common.unknown);
    default:
      return said[step.kind];
  }
};

const detailsOf = (step: Step, message: Message, words: Words, language: Language): string[] => {
  const { message: said } = words.records;
  const { part, state, reason, carrierCode, kind, link } = step;
  const why = reason === null ? '' : reasonWords(reason, language).name;
  return [
    ...(part !== null && message.segments > 1 ? [said.part(String(part), String(message.segments))] : []),
    ...(isMessageState(state) ? [words.states.message[state]] : []),
    ...(why === '' ? [] : [why]),
    ...(link !== null && kind !== 'submitted' ? [said.link(link)] : []),
    ...(carrierCode === null
      ? []
      : [
          kind === 'submitted'
            ? said.carrierIdIs(carrierCode)
            : kind === 'resolved'
              ? said.reference(carrierCode)
              : carrierSaid(carrierCode, words.records),
        ]),
  ];
};

/** The way of a message, step by step, with times and the carrier's codes in words (STA-1). */
export const MessageSteps = ({ message }: { message: Message }) => {
  const words = useWords();
  const language = useLanguage();
  const begin = Date.parse(message.acceptedAt);
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {message.steps.map((step, index) => {
        const { Icon, tone } = lookOf(step);
        const carrier = networkName(step.carrier ?? message.carrier, language);
        const details = detailsOf(step, message, words, language);
        const last = index === message.steps.length - 1;
        return (
          <Box
            component="li"
            key={`${step.kind} ${step.part ?? ''} ${step.at} ${index}`}
            sx={{ display: 'grid', gridTemplateColumns: '28px minmax(0, 1fr)', columnGap: 1.25 }}
          >
            <Box
              aria-hidden="true"
              sx={{ display: 'grid', gridTemplateRows: '28px 1fr', justifyItems: 'center' }}
            >
              <Box
                sx={{
                  width: 28,
                  height: 28,
                  borderRadius: '50%',
                  display: 'grid',
                  placeItems: 'center',
                  backgroundColor: toneColour(tone, 'soft'),
                  color: toneColour(tone, 'text'),
                }}
              >
                <Icon sx={{ fontSize: 18 }} />
              </Box>
              {last ? null : <Box sx={{ width: '2px', backgroundColor: colour.line, minHeight: 12 }} />}
            </Box>
            <Box sx={{ pb: 2, pt: '2px' }}>
              <Typography component="p" sx={{ fontWeight: 600 }}>
                {titleOf(step, words, carrier, language)}
              </Typography>
              {details.length > 0 ? (
                <Typography component="p" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                  {details.join(' · ')}
                </Typography>
              ) : null}
              <Typography component="p" variant="caption" sx={{ color: 'text.secondary' }}>
                <time dateTime={step.at}>{formatInstant(step.at)}</time>
                {index > 0
                  ? ` ${words.records.message.elapsed(formatRate(Math.max(0, Date.parse(step.at) - begin) / 1000))}`
                  : null}
              </Typography>
            </Box>
          </Box>
        );
      })}
    </Box>
  );
};
