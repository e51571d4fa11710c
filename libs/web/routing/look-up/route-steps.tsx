import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { colour, StatusBadge, Time, type Tone } from '@sms111/web/ui';
import type { Explained } from './route-explained';

type Step = Explained['steps'][number];

const TONE: Record<Step['role'], Tone> = { decides: 'good', silent: 'off', outranked: 'handed' };

/** The order of resolution, each step with what it says and whether it decided. */
export const RouteSteps = ({ steps }: { readonly steps: readonly Step[] }) => {
  const { routing } = useWords();
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid' }}>
      {steps.map((step, at) => (
        <Box
          component="li"
          key={step.step}
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '28px 1fr', sm: '28px minmax(0, 1fr) auto' },
            columnGap: 1.5,
            rowGap: 0.5,
            alignItems: 'start',
            py: 1.25,
            borderTop: at === 0 ? 'none' : `1px solid ${colour.line}`,
          }}
        >
          <Box
            aria-hidden
            sx={{
              display: 'grid',
              placeItems: 'center',
              width: 26,
              height: 26,
              borderRadius: '50%',
              fontSize: '0.8125rem',
              fontWeight: 650,
              backgroundColor: step.role === 'decides' ? colour.main : colour.quiet,
              color: step.role === 'decides' ? colour.onMain : colour.textQuiet,
            }}
          >
            {at + 1}
          </Box>
          <div>
            <Typography sx={{ fontWeight: step.role === 'decides' ? 650 : 500 }}>
              {routing.methods[step.step]}
            </Typography>
            <Typography variant="body2" color="textSecondary" component="div">
              <Saying step={step} />
            </Typography>
          </div>
          <Box sx={{ gridColumn: { xs: 2, sm: 3 } }}>
            <StatusBadge tone={TONE[step.role]} label={routing.lookUp.role[step.role]} />
          </Box>
        </Box>
      ))}
    </Box>
  );
};

const Saying = ({ step: { says, because } }: { readonly step: Step }) => {
  const t = useWords().routing.lookUp;
  const language = useLanguage();
  if (says === null) return because && t.because[because];
  return (
    <>
      {t.says(networkName(says.network, language))}
      {says.networkCode !== null && `（${t.networkCode} ${says.networkCode}）`}
      {says.since !== null && (
        <>
          {' · '}
          {t.since} <Time at={says.since} />
        </>
      )}
      {says.until !== null && (
        <>
          {' · '}
          {t.until} <Time at={says.until} />
        </>
      )}
    </>
  );
};
