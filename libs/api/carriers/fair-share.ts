export interface LeasedLink {
  readonly id: string;
  readonly carrier: string;
  /** Who holds it now; `null`: nobody who is alive. */
  readonly holder: string | null;
  readonly inUse: number;
}

export interface Share {
  /** Free links that this worker should take. */
  readonly take: readonly string[];
  /** One link a carrier that it should give up, for somebody who has fewer. */
  readonly giveUp: readonly string[];
}

/**
 * Which links a worker should hold: of each carrier at most its share, rounded up, so that every link finds a holder
 * and a carrier's links lie in different processes (RES-1). It gives up only what is above that, one link at a time, the least
 * busy; so a share that is even stays as it is.
 *
 * @param me this worker
 * @param workers that may hold links, this one included
 * @param settled those of them that have been there for a while: for a newcomer that dies at once nobody gives anything up
 */
export const fairShare = (
  me: string,
  links: readonly LeasedLink[],
  workers: ReadonlySet<string>,
  settled: ReadonlySet<string>,
): Share => {
  const take: string[] = [];
  const giveUp: string[] = [];
  for (const own of Map.groupBy(links, link => link.carrier).values()) {
    const mine = own.filter(link => link.holder === me);
    const free = own.filter(link => link.holder === null);
    const share = Math.ceil(own.length / Math.max(1, new Set([...workers, me]).size));
    const settledShare = Math.ceil(own.length / Math.max(1, new Set([...settled, me]).size));
    take.push(...free.slice(0, Math.max(0, share - mine.length)).map(link => link.id));
    if (mine.length <= settledShare) continue;
    const [least] = [...mine].sort((a, b) => a.inUse - b.inUse || (a.id < b.id ? 1 : -1));
    if (least) giveUp.push(least.id);
  }
  return { take, giveUp };
};
