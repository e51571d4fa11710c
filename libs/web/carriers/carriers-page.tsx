import Box from '@mui/material/Box';
import { networkName } from '@sms111/phrases';
import { useLanguage, useWords, useHomeCrumb } from '@sms111/web/data';
import { Banner, BlockSkeleton, EmptyState, FourStates, LinkBoardIcon, Page, Time } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { BoardAlarms } from './board-alarms';
import { CarrierSection } from './carrier-section';
import { byCarrier, linksQuery, type LinkBoard } from './links-query';
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
  const { carriers, changes, queue } = board;
  const w = useWords();
  const language = useLanguage();
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <BoardAlarms board={board} />
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
      {byCarrier(board).map(([carrier, own]) => (
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
