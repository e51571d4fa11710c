import Box from '@mui/material/Box';
import { formatCount, networkName } from '@sms111/phrases';
import { useLanguage, useWords, useHomeCrumb } from '@sms111/web/data';
import { Banner, BlockSkeleton, EmptyState, FourStates, LinkBoardIcon, Page, Time } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { CarrierSection } from './carrier-section';
import { byCarrier, isDown, isUsable, linksQuery, type LinkBoard } from './links-query';
import { QueueFigures } from './queue-figures';
import { WaitingChanges } from './waiting-changes';

/** 電信線路: the links as a board, what waits, alarms first. */
export const CarriersPage = () => {
  const w = useWords();
  const query = useQuery(linksQuery);
  return (
    <Page title={w.carriers.title} lead={w.carriers.lead} crumbs={[useHomeCrumb()]}>
      <FourStates
        query={query}
        skeleton={<BlockSkeleton height={420} />}
        isEmpty={({ carriers }) => carriers.length === 0}
        empty={<EmptyState icon={<LinkBoardIcon />} title={w.carriers.none} text={w.carriers.noneHelp} />}
      >
        {board => <Board board={board} />}
      </FourStates>
    </Page>
  );
};

const Board = ({ board }: { readonly board: LinkBoard }) => {
  const { links, carriers, changes, queue } = board;
  const w = useWords();
  const language = useLanguage();
  const groups = byCarrier(board);
  const down = links.filter(isDown).length;
  const dead = groups.filter(([, own]) => own.length > 0 && !own.some(isUsable));
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {down === 0 && dead.length === 0 ? (
        <Banner tone="good">{w.carriers.allBound(formatCount(links.length))}</Banner>
      ) : (
        <Banner tone="bad" title={down > 0 ? w.carriers.down(formatCount(down)) : undefined}>
          {dead.map(([{ carrier }]) => (
            <div key={carrier}>{w.carriers.carrierDown(networkName(carrier, language))}</div>
          ))}
        </Banner>
      )}
      {carriers.map(
        ({ carrier, paused }) =>
          paused && (
            <Banner key={carrier} tone="warn" title={w.carriers.paused(networkName(carrier, language))}>
              {w.carriers.stoppedBy(paused.by, paused.reason)} <Time at={paused.at} withRelative />
            </Banner>
          ),
      )}
      <WaitingChanges changes={changes} />
      <QueueFigures queue={queue} />
      {groups.map(([carrier, own]) => (
        <CarrierSection
          key={carrier.carrier}
          name={networkName(carrier.carrier, language)}
          links={own}
          carrier={carrier}
        />
      ))}
    </Box>
  );
};
