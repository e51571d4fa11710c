/** What choosing looks at. */
export interface Choosable {
  readonly weight: number;
  readonly room: number;
  /** Slots that were given so far, divided by the weight. */
  share: number;
}

/** How far a link may lag behind before it is forgiven: else it would be given everything once it has room. */
const FORGIVEN = 50;

/** Among links with room for `need` the one that has had least for its weight; `null` when none has room. */
export const chooseLink = <L extends Choosable>(links: readonly L[], need: (link: L) => number): L | null => {
  let best: L | null = null;
  for (const link of links) {
    if (link.room < need(link)) continue;
    if (!best || link.share < best.share) best = link;
  }
  return best;
};

/** Enters what a link was given; brings forward those that lag far behind. */
export const giveShare = (links: readonly Choosable[], to: Choosable, slots: number): void => {
  to.share += slots / to.weight;
  for (const link of links) link.share = Math.max(link.share, to.share - FORGIVEN);
};
