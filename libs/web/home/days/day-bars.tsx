import Box from '@mui/material/Box';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { colour, toneColour } from '@sms111/web/ui';
import type { DayFigure } from '../home-query';
import { niceTop } from './nice-top';

const HEIGHT = 176;
const GRID = [0, 0.5, 1] as const;

const short = (day: string): string => day.slice(5).replace('-', '/');

/** A bar a day: delivered below, not delivered on it, what is open paler on top. */
export const DayBars = ({ days }: { readonly days: readonly DayFigure[] }) => {
  const w = useWords();
  const t = w.home.days;
  const busiest = days.reduce((most, day) => (day.messages > most.messages ? day : most));
  const top = niceTop(busiest.messages);
  // The first, the middle and the last day say enough.
  const labelled = new Set(
    [0, Math.floor(days.length / 2), days.length - 1].flatMap(at => days[at]?.day ?? []),
  );
  const high = (value: number) => `${(value / top) * 100}%`;
  const sum = (key: 'delivered' | 'failed') => days.reduce((all, day) => all + day[key], 0);
  const spoken = `${t.title}。${t.text(formatCount(sum('delivered')), formatCount(sum('failed')))}。${t.busiest(short(busiest.day), formatCount(busiest.messages))}`;
  return (
    <div>
      <Box role="img" aria-label={spoken} sx={{ display: 'flex', gap: 1 }}>
        <Box
          aria-hidden
          sx={{
            display: 'flex',
            flexDirection: 'column-reverse',
            justifyContent: 'space-between',
            height: HEIGHT,
            my: '-0.6em',
            fontSize: '0.75rem',
            color: colour.textQuiet,
            textAlign: 'end',
          }}
        >
          {GRID.map(at => (
            <span key={at}>{formatCount(top * at)}</span>
          ))}
        </Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box
            sx={{
              position: 'relative',
              display: 'flex',
              alignItems: 'flex-end',
              gap: { xs: '1px', sm: '3px' },
              height: HEIGHT,
              backgroundImage: `linear-gradient(${colour.line} 1px, transparent 1px)`,
              backgroundSize: `100% ${HEIGHT / 2}px`,
              borderBottom: `1px solid ${colour.fieldLine}`,
            }}
          >
            {days.map(day => (
              <Box
                key={day.day}
                title={`${short(day.day)}：${t.text(formatCount(day.delivered), formatCount(day.failed))}`}
                sx={{
                  flex: 1,
                  height: '100%',
                  display: 'flex',
                  flexDirection: 'column',
                  justifyContent: 'flex-end',
                  '&:hover': { backgroundColor: colour.quiet },
                }}
              >
                <Box
                  sx={{
                    height: high(Math.max(0, day.messages - day.delivered - day.failed)),
                    backgroundColor: toneColour('active', 'solid'),
                    opacity: 0.5,
                    borderRadius: '2px 2px 0 0',
                  }}
                />
                <Box sx={{ height: high(day.failed), backgroundColor: toneColour('bad', 'solid') }} />
                <Box sx={{ height: high(day.delivered), backgroundColor: colour.chart }} />
              </Box>
            ))}
          </Box>
          <Box
            aria-hidden
            sx={{
              display: 'flex',
              justifyContent: 'space-between',
              fontSize: '0.75rem',
              color: colour.textQuiet,
              mt: 0.5,
            }}
          >
            {[...labelled].map(day => (
              <span key={day}>{short(day)}</span>
            ))}
          </Box>
        </Box>
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          mt: 1,
          fontSize: '0.8125rem',
          color: colour.textQuiet,
        }}
      >
        <Key fill={colour.chart} name={`${w.home.figure.delivered} ${formatCount(sum('delivered'))}`} />
        <Key
          fill={toneColour('bad', 'solid')}
          name={`${w.home.figure.failed} ${formatCount(sum('failed'))}`}
        />
        <Box component="span" sx={{ ml: { sm: 'auto' } }}>
          {t.busiest(short(busiest.day), formatCount(busiest.messages))}
        </Box>
      </Box>
    </div>
  );
};

const Key = ({ fill, name }: { readonly fill: string; readonly name: string }) => (
  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
    <Box
      component="span"
      aria-hidden
      sx={{ width: 10, height: 10, borderRadius: 0.5, backgroundColor: fill }}
    />
    {name}
  </Box>
);
