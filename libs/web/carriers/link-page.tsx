import Box from '@mui/material/Box';
import { networkName } from '@sms111/phrases';
import { useHomeCrumb, useLanguage, useWords } from '@sms111/web/data';
import { Banner, BlockSkeleton, FourStates, Page, Time } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ChangesSection } from './changes-section';
import { HabitsSection } from './habits-section';
import { LinkActions } from './link-actions';
import { LinkBadge } from './link-badge';
import { LinkLive } from './link-live';
import { linkQuery, type LinkDetail } from './links-query';
import { SettingsSection } from './settings-section';
import { TestsSection } from './tests-section';
import { WaitingChange } from './waiting-change';

const STACK = { display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' } as const;

const Skeleton = () => (
  <Box sx={STACK}>
    <BlockSkeleton height={220} />
    <BlockSkeleton height={360} />
  </Box>
);

/** One link, live: what it does, what waits for approval, its settings, its carrier's habits, tests, history. */
export const LinkPage = () => {
  const w = useWords();
  const language = useLanguage();
  const { linkId = '' } = useParams();
  const query = useQuery(linkQuery(linkId));
  const link = query.data?.link;
  return (
    <Page
      title={linkId}
      tabTitle={`${w.carriers.link} ${linkId}`}
      crumbs={[useHomeCrumb(), { name: w.carriers.title, to: '/carriers' }]}
      aside={link ? <LinkBadge link={link} large /> : null}
      lead={link ? networkName(link.carrier, language) : undefined}
      action={query.data ? <LinkActions detail={query.data} /> : null}
    >
      <FourStates query={query} skeleton={<Skeleton />}>
        {detail => <Detail detail={detail} />}
      </FourStates>
    </Page>
  );
};

const Detail = ({ detail }: { readonly detail: LinkDetail }) => {
  const { carriers: t } = useWords();
  const { link, off, drained, changes } = detail;
  const stop = off ?? drained;
  const waiting = changes.filter(change => change.state === 'waiting');
  return (
    <Box sx={STACK}>
      {stop && (
        <Banner tone="warn" title={off ? t.stops.off : t.stops.drained}>
          {t.stoppedBy(stop.by, stop.reason)} <Time at={stop.at} withRelative />
        </Banner>
      )}
      {link.bindFault && link.state !== 'bound' && !stop && (
        <Banner tone="bad" title={t.bindFault(link.bindFault.answer)}>
          <Time at={link.bindFault.at} withRelative />
          {link.bindFault.nextAt && (
            <div>
              {t.bindNext} <Time at={link.bindFault.nextAt} />
            </div>
          )}
        </Banner>
      )}
      {waiting.map(change => (
        <WaitingChange key={change.id} change={change} />
      ))}
      <LinkLive detail={detail} />
      <SettingsSection detail={detail} />
      <HabitsSection detail={detail} />
      <TestsSection linkId={link.id} tests={detail.tests} />
      <ChangesSection changes={changes.filter(change => change.state !== 'waiting')} />
    </Box>
  );
};
