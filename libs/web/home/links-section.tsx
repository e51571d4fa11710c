import Box from '@mui/material/Box';
import { listLinks } from '@sms111/contracts';
import { formatCount, networkName } from '@sms111/phrases';
import { queryOf, TONES, useLanguage, useWords } from '@sms111/web/data';
import {
  AppLink,
  Banner,
  BlockSkeleton,
  colour,
  Count,
  FourStates,
  Section,
  StatusBadge,
  Time,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';

const POLL_MS = 5_000;

/** The links in short, alarms first; the board itself is a page of its own. */
export const LinksSection = () => {
  const w = useWords();
  const t = w.home.links;
  const language = useLanguage();
  const query = useQuery({ ...queryOf(listLinks), refetchInterval: POLL_MS });
  return (
    <Section title={t.title} action={<AppLink to="/carriers">{t.open}</AppLink>}>
      <FourStates query={query} skeleton={<BlockSkeleton height={120} />}>
        {({ links, queue }) => {
          const down = links.filter(link => link.enabled && link.state !== 'bound').length;
          return (
            <Box sx={{ display: 'grid', gap: 2 }}>
              <Banner tone={down > 0 ? 'bad' : 'good'}>
                {down > 0 ? t.down(formatCount(down)) : t.allBound}
              </Banner>
              <Box
                component="ul"
                sx={{
                  listStyle: 'none',
                  m: 0,
                  p: 0,
                  display: 'grid',
                  gap: 1,
                  gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(3, 1fr)' },
                }}
              >
                {links.map(link => (
                  <Box
                    component="li"
                    key={link.id}
                    sx={{
                      display: 'flex',
                      alignItems: 'center',
                      justifyContent: 'space-between',
                      gap: 1,
                      px: 1.5,
                      py: 1,
                      borderRadius: 2,
                      border: `1px solid ${colour.line}`,
                    }}
                  >
                    <span>
                      <Box component="span" sx={{ display: 'block', fontWeight: 600, fontSize: '0.875rem' }}>
                        {networkName(link.carrier, language)}
                      </Box>
                      <Box component="span" sx={{ color: colour.textQuiet, fontSize: '0.8125rem' }}>
                        {link.id}
                      </Box>
                    </span>
                    <StatusBadge
                      tone={link.enabled ? TONES.link[link.state] : 'off'}
                      label={w.states.link[link.enabled ? link.state : 'off']}
                    />
                  </Box>
                ))}
              </Box>
              <Box
                sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 0.5, fontSize: '0.9375rem' }}
              >
                <span>
                  {t.waiting}{' '}
                  <strong>
                    <Count value={queue.waitingMessages} />
                  </strong>
                </span>
                {queue.oldestWaitingAt && (
                  <span>
                    {t.oldest} <Time at={queue.oldestWaitingAt} withRelative />
                  </span>
                )}
                <span>
                  {t.unconfirmed}{' '}
                  <strong>
                    <Count value={queue.unconfirmed} />
                  </strong>
                </span>
                <span>
                  {t.unmatched}{' '}
                  <strong>
                    <Count value={queue.unmatchedReceipts} />
                  </strong>
                </span>
              </Box>
            </Box>
          );
        }}
      </FourStates>
    </Section>
  );
};
