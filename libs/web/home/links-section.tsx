import Box from '@mui/material/Box';
import { listLinks, type ResponseOf } from '@sms111/contracts';
import { formatCount, networkName } from '@sms111/phrases';
import { linkStanding, queryOf, TONES, useCan, useLanguage, useWords } from '@sms111/web/data';
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
  const resolves = useCan('queue.view');
  const query = useQuery({ ...queryOf(listLinks), refetchInterval: POLL_MS });
  return (
    <Section title={t.title} action={<AppLink to="/carriers">{t.open}</AppLink>}>
      <FourStates query={query} skeleton={<BlockSkeleton height={120} />}>
        {({ links, queue }) => {
          return (
            <Box sx={{ display: 'grid', gap: 2 }}>
              <Standing links={links} />
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
                  {resolves ? <AppLink to="/queue">{t.unconfirmed}</AppLink> : t.unconfirmed}{' '}
                  <strong>
                    <Count value={queue.unconfirmed} />
                  </strong>
                </span>
                <span>
                  {t.unmatched}{' '}
                  <strong>
                    {queue.moreUnmatched ? (
                      w.carriers.queue.atLeast(formatCount(queue.unmatchedReceipts))
                    ) : (
                      <Count value={queue.unmatchedReceipts} />
                    )}
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

type Links = ResponseOf<typeof listLinks>['links'];

/** The links as a whole; what a person stopped is neither well nor down. */
const Standing = ({ links }: { readonly links: Links }) => {
  const t = useWords().home.links;
  const of = (standing: ReturnType<typeof linkStanding>) =>
    links.filter(link => linkStanding(link) === standing).length;
  const [down, stopped] = [of('down'), of('stopped')];
  if (down > 0)
    return (
      <Banner tone="bad" title={t.down(formatCount(down))}>
        {stopped > 0 && t.alsoStopped(formatCount(stopped))}
      </Banner>
    );
  if (stopped > 0) return <Banner tone="warn">{t.stopped(formatCount(stopped))}</Banner>;
  return links.length === 0 ? (
    <Banner tone="warn">{t.none}</Banner>
  ) : (
    <Banner tone="good">{t.allBound}</Banner>
  );
};
