import { LANE_WEIGHT, LANES, laneOf } from '@sms111/domain';

interface Entry<T> {
  readonly item: T;
  readonly cost: number;
}

/** What one flow has waiting, and what it was given so far; a ring would save little. */
class Flow<T> {
  served: number;
  private readonly entries: Entry<T>[] = [];
  private head = 0;

  constructor(served: number) {
    this.served = served;
  }

  get isEmpty(): boolean {
    return this.head === this.entries.length;
  }

  push(entry: Entry<T>): void {
    this.entries.push(entry);
  }

  peek(): Entry<T> | undefined {
    return this.entries[this.head];
  }

  shift(): Entry<T> | undefined {
    const entry = this.entries[this.head];
    if (!entry) return undefined;
    this.head++;
    if (this.head > 1_024 && this.head * 2 > this.entries.length) {
      this.entries.splice(0, this.head);
      this.head = 0;
    }
    return entry;
  }
}

/** The flows of one lane. One that comes anew begins where the others stand: waiting earns no credit, and costs none. */
class Lane<T> {
  served = 0;
  cost = 0;
  private floor = 0;
  private readonly flows = new Map<string, Flow<T>>();

  get isEmpty(): boolean {
    return this.flows.size === 0;
  }

  push(name: string, entry: Entry<T>): void {
    let flow = this.flows.get(name);
    if (!flow) this.flows.set(name, (flow = new Flow(this.floor)));
    flow.push(entry);
    this.cost += entry.cost;
  }

  /** The entry whose turn it is, and how to take it. */
  next(): { entry: Entry<T>; take: () => void } | null {
    let name = '';
    let least: Flow<T> | null = null;
    for (const [each, flow] of this.flows) {
      if (!least || flow.served < least.served) [name, least] = [each, flow];
    }
    const entry = least?.peek();
    if (!least || !entry) return null;
    const flow = least;
    return {
      entry,
      take: () => {
        flow.shift();
        this.cost -= entry.cost;
        this.floor = flow.served;
        flow.served += entry.cost;
        if (flow.isEmpty) this.flows.delete(name);
      },
    };
  }
}

/**
 * What waits, served in fair shares: lane by lane by their weights, within a lane flow by flow (an agency) by what each was
 * given so far, within a flow in order. The price of an item is its cost (segments), not its number.
 */
export class FairQueue<T> {
  private readonly lanes = LANES.map(() => new Lane<T>());
  private floor = 0;
  private total = 0;
  private count = 0;

  /** Items waiting. */
  get size(): number {
    return this.count;
  }

  /** Their cost in all. */
  get cost(): number {
    return this.total;
  }

  /** Whether something waits in the lane. */
  has(lane: number): boolean {
    return this.lanes[lane]?.isEmpty === false;
  }

  /** What waits in the lane costs so much. */
  costOf(lane: number): number {
    return this.lanes[lane]?.cost ?? 0;
  }

  push(lane: number, flow: string, item: T, cost: number): void {
    const queue = this.lanes[lane] ?? this.lanes.at(-1);
    if (!queue) return;
    if (queue.isEmpty) queue.served = Math.max(queue.served, this.floor);
    queue.push(flow, { item, cost });
    this.total += cost;
    this.count++;
  }

  /** The cost of the item whose turn it is; 0 when nothing waits. */
  get nextCost(): number {
    return this.turn()?.next.entry.cost ?? 0;
  }

  /** Takes the item whose turn it is. */
  shift(): T | undefined {
    const turn = this.turn();
    if (!turn) return undefined;
    const { lane, next, weight } = turn;
    next.take();
    this.floor = lane.served;
    lane.served += next.entry.cost / weight;
    this.total -= next.entry.cost;
    this.count--;
    return next.entry.item;
  }

  /** Takes items in turn while they fit; at least one, however much it costs. */
  take(most: number): T[] {
    const taken: T[] = [];
    for (let left = most; this.count > 0 && (taken.length === 0 || this.nextCost <= left);) {
      left -= this.nextCost;
      const item = this.shift();
      if (item !== undefined) taken.push(item);
    }
    return taken;
  }

  private turn() {
    let best: { lane: Lane<T>; next: NonNullable<ReturnType<Lane<T>['next']>>; weight: number } | null = null;
    for (const [number, lane] of this.lanes.entries()) {
      if (lane.isEmpty || (best && best.lane.served <= lane.served)) continue;
      const next = lane.next();
      if (next) best = { lane, next, weight: LANE_WEIGHT[laneOf(number)] };
    }
    return best;
  }
}
