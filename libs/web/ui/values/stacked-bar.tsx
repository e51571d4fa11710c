import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { formatCount, formatShare } from '@sms111/phrases';
import type { Tone } from '../theme/scheme';
import { colour, toneColour } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';
import { TONE_ICONS } from './tone-icons';

export interface BarPart<Key extends string = string> {
  readonly key: Key;
  readonly label: string;
  readonly tone: Tone;
  readonly value: number;
  /** What is left over: drawn as the empty rest of the bar. */
  readonly rest?: boolean;
}

interface StackedBarProps<Key extends string> {
  /** What the whole bar is. */
  readonly label: string;
  readonly parts: readonly BarPart<Key>[];
  /** The part that the list below is filtered by. */
  readonly selected?: Key | null;
  /** Makes each part a filter; `null` shows all again. Without it the bar only shows. */
  readonly onSelect?: (key: Key | null) => void;
  readonly height?: number;
  /** The parts are no states: their icons would mislead. */
  readonly plain?: boolean;
  /** Leaves out the legend where the numbers stand beside it anyway. */
  readonly bare?: boolean;
}

const fillOf = ({ tone, rest }: BarPart): string => (rest ? colour.line : toneColour(tone, 'solid'));

const share = (value: number, whole: number): number => (whole === 0 ? 0 : (value / whole) * 100);

/** Parts of a whole in one bar. Each has icon, word, number and share below; colour is never alone. */
export const StackedBar = <Key extends string>({
  label,
  parts,
  selected = null,
  onSelect,
  height = 16,
  plain = false,
  bare = false,
}: StackedBarProps<Key>) => {
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const spoken = parts
    .filter(part => part.value > 0)
    .map(part => `${part.label} ${formatCount(part.value)}（${formatShare(part.value, whole)}）`);
  return (
    <div>
      <Box
        role="img"
        aria-label={[label, ...spoken].join('、')}
        sx={{
          display: 'flex',
          gap: '2px',
          height,
          borderRadius: 1,
          overflow: 'hidden',
          backgroundColor: colour.quiet,
        }}
      >
        {parts.map(part => (
          <Box
            key={part.key}
            sx={{
              width: `${share(part.value, whole)}%`,
              minWidth: part.value > 0 ? 4 : 0,
              backgroundColor: fillOf(part),
              opacity: selected === null || selected === part.key ? 1 : 0.3,
              transition: 'width 180ms linear, opacity 120ms',
              display: part.value > 0 ? 'block' : 'none',
            }}
          />
        ))}
      </Box>
      {!bare && (
        <Legend
          parts={parts}
          whole={whole}
          selected={selected}
          onSelect={onSelect}
          label={label}
          plain={plain}
        />
      )}
    </div>
  );
};

const Legend = <Key extends string>({
  parts,
  whole,
  selected,
  onSelect,
  label,
  plain,
}: {
  readonly parts: readonly BarPart<Key>[];
  readonly whole: number;
  readonly selected: Key | null;
  readonly onSelect?: (key: Key | null) => void;
  readonly label: string;
  readonly plain: boolean;
}) => {
  const words = useUiWords();
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, m: 0, mt: 1.5, p: 0, listStyle: 'none' }}
    >
      {parts.map(part => {
        const pressed = selected === part.key;
        const content = <LegendEntry part={part} whole={whole} plain={plain} />;
        return (
          <li key={part.key}>
            {onSelect ? (
              <ButtonBase
                aria-pressed={pressed}
                title={pressed ? words.filtered(part.label) : words.filterBy(part.label)}
                onClick={() => onSelect(pressed ? null : part.key)}
                sx={{
                  borderRadius: 1.5,
                  px: 1.25,
                  py: 0.75,
                  border: `1px solid ${pressed ? colour.main : colour.line}`,
                  backgroundColor: pressed ? colour.mainSoft : colour.paper,
                  '&:hover': { borderColor: colour.main },
                }}
              >
                {content}
              </ButtonBase>
            ) : (
              <Box sx={{ pr: 1.5, py: 0.25 }}>{content}</Box>
            )}
          </li>
        );
      })}
    </Box>
  );
};

interface LegendEntryProps {
  readonly part: BarPart;
  readonly whole: number;
  readonly plain: boolean;
}

const LegendEntry = ({ part, whole, plain }: LegendEntryProps) => {
  const Icon = TONE_ICONS[part.tone];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, fontSize: '0.875rem' }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ width: 10, height: 10, borderRadius: 0.5, backgroundColor: fillOf(part) }}
      />
      {!plain && <Icon aria-hidden sx={{ fontSize: 18, color: toneColour(part.tone, 'text') }} />}
      <span>{part.label}</span>
      <Box component="strong" sx={{ fontWeight: 650 }}>
        {formatCount(part.value)}
      </Box>
      <Box component="span" sx={{ color: colour.textQuiet }}>
        {formatShare(part.value, whole)}
      </Box>
    </Box>
  );
};
