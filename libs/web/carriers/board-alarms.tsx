import { formatCount, networkName } from '@sms111/phrases';
import { linkStanding, useLanguage, useWords } from '@sms111/web/data';
import { Banner } from '@sms111/web/ui';
import { byCarrier, isUsable, type LinkBoard } from './links-query';

/** How the links stand as a whole: what is down first, then what a person stopped and where no link is to spare. */
export const BoardAlarms = ({ board }: { readonly board: LinkBoard }) => (
  <>
    <Standing board={board} />
    <Reserves board={board} />
  </>
);

const Standing = ({ board }: { readonly board: LinkBoard }) => {
  const { carriers: t } = useWords();
  const language = useLanguage();
  const count = { connected: 0, stopped: 0, down: 0 };
  for (const link of board.links) count[linkStanding(link)] += 1;
  const dead = byCarrier(board).filter(([, own]) => own.length > 0 && !own.some(isUsable));
  const stopped = t.boundAndStopped(formatCount(count.connected), formatCount(count.stopped));
  if (count.down > 0 || dead.length > 0)
    return (
      <Banner tone="bad" title={count.down > 0 ? t.down(formatCount(count.down)) : undefined}>
        {dead.map(([{ carrier }]) => (
          <div key={carrier}>{t.carrierDown(networkName(carrier, language))}</div>
        ))}
        {count.stopped > 0 && <div>{stopped}</div>}
      </Banner>
    );
  if (count.stopped > 0) return <Banner tone="warn">{stopped}</Banner>;
  if (count.connected === 0) return null;
  return <Banner tone="good">{t.allBound(formatCount(count.connected))}</Banner>;
};

/** Carriers that lose all with the next link. */
const Reserves = ({ board }: { readonly board: LinkBoard }) => {
  const { carriers: t } = useWords();
  const language = useLanguage();
  const lines = byCarrier(board).flatMap(([{ carrier }, own]) => {
    const usable = own.filter(isUsable);
    const name = networkName(carrier, language);
    if (own.length === 0) return [t.carrierUnset(name)];
    return usable.length === 1 ? [t.oneLeft(name, usable[0]?.id ?? '')] : [];
  });
  if (lines.length === 0) return null;
  return (
    <Banner tone="warn">
      {lines.map(line => (
        <div key={line}>{line}</div>
      ))}
    </Banner>
  );
};
