import { BLOCK_NUMBERS, placeOf } from './number-place';
import { NOT_PORTED } from './ported-block';
import type { PrefixTable } from './prefix-table';
import type { Route, RouteStep } from './route';

/** Who serves ported numbers; a block of numbers holds the place of one in the list. */
export interface PortedTarget {
  /** `null`: given back to the holder of its block. */
  readonly network: string | null;
  readonly networkCode: string | null;
}

/** Ported numbers in force: one byte a number, in blocks; a block without any is absent. */
export interface PortedNumbers {
  readonly snapshot: number | null;
  readonly blocks: readonly (Uint8Array | undefined)[];
  /** By the byte of a number; the first stands for "not ported" and is never read. */
  readonly targets: readonly (PortedTarget | undefined)[];
}

export const NO_PORTED_NUMBERS: PortedNumbers = { snapshot: null, blocks: [], targets: [] };

export interface RouteRules {
  readonly prefixes: PrefixTable;
  /** `{ TST: 'TWM' }`: networks that were taken over. */
  readonly mergers: Readonly<Record<string, string>>;
  /** Where a number goes whose block nobody owns; `null`: it waits. */
  readonly fallback: string | null;
}

/**
 * Number → carrier: override, ported number, earlier answer, longest prefix, default (ARC-4, ARC-12). A look-up reads
 * one byte of the blocks and one of the prefixes, and answers with a `Route` that is made once and shared.
 */
export class RouteTable {
  private readonly overrides = new Map<number, Route>();
  private readonly answers = new Map<number, Route>();
  private readonly blocks: PortedNumbers['blocks'];
  /** `target * owners + owner`; `null` where the number was given back. */
  private readonly byTarget: readonly (Route | null)[];
  private readonly byOwner: readonly (Route | null)[];
  private readonly owners: number;
  private readonly snapshot: number | null;

  constructor(
    private readonly rules: RouteRules,
    ported: PortedNumbers = NO_PORTED_NUMBERS,
  ) {
    const { prefixes, fallback } = rules;
    this.blocks = ported.blocks;
    this.snapshot = ported.snapshot;
    this.owners = prefixes.owners.length;
    this.byOwner = prefixes.owners.map(owner =>
      owner
        ? this.route('prefix', owner.network, owner.donor, null)
        : fallback === null
          ? null
          : this.route('default', fallback, null, null),
    );
    this.byTarget = ported.targets.flatMap(target =>
      prefixes.owners.map(owner =>
        target?.network
          ? this.route('ported', target.network, owner?.donor ?? null, target.networkCode)
          : null,
      ),
    );
  }

  /** `null`: nobody is to carry it; the message waits. */
  resolve(mobile: string): Route | null {
    const owner = this.rules.prefixes.ownerOf(mobile);
    const place = placeOf(mobile);
    if (place >= 0) {
      const found = this.overrides.size > 0 ? this.overrides.get(place) : undefined;
      if (found) return found;
      const ported = this.portedAt(place, owner);
      if (ported) return ported;
      const answer = this.answers.size > 0 ? this.answers.get(place) : undefined;
      if (answer) return answer;
    }
    return this.byOwner[owner] ?? null;
  }

  /** What each step of the order says, in that order: the first is `resolve`'s, the others come when it is refused. */
  all(mobile: string): Route[] {
    const owner = this.rules.prefixes.ownerOf(mobile);
    const place = placeOf(mobile);
    const { fallback } = this.rules;
    const found = [
      this.overrides.get(place),
      place >= 0 ? this.portedAt(place, owner) : null,
      this.answers.get(place),
      this.byOwner[owner],
      owner > 0 && fallback !== null ? this.route('default', fallback, null, null) : null,
    ];
    return found.filter(route => route !== null && route !== undefined);
  }

  /** Sets a number's carrier by hand; `null` takes the override away. */
  override(mobile: string, network: string | null): void {
    const place = placeOf(mobile);
    if (network === null) this.overrides.delete(place);
    else this.overrides.set(place, this.route('override', network, this.donorOf(mobile), null));
  }

  /** Keeps the answer of a query service; `null` forgets it. The `Route` that it makes, else `null`. */
  learn(mobile: string, answer: PortedTarget | null): Route | null {
    const place = placeOf(mobile);
    if (place < 0) return null;
    if (!answer?.network) {
      this.answers.delete(place);
      return null;
    }
    const route = this.route('cache', answer.network, this.donorOf(mobile), answer.networkCode);
    this.answers.set(place, route);
    return route;
  }

  private portedAt(place: number, owner: number): Route | null {
    const block = this.blocks[(place / BLOCK_NUMBERS) | 0];
    if (block === undefined) return null;
    const target = block[place % BLOCK_NUMBERS] ?? NOT_PORTED;
    return target === NOT_PORTED ? null : (this.byTarget[target * this.owners + owner] ?? null);
  }

  private donorOf(mobile: string): string | null {
    return this.rules.prefixes.networkOf(mobile)?.donor ?? null;
  }

  private route(method: RouteStep, network: string, donor: string | null, networkCode: string | null): Route {
    const { mergers } = this.rules;
    const snapshot = method === 'override' ? null : this.snapshot;
    return Object.freeze({ network: mergers[network] ?? network, donor, method, networkCode, snapshot });
  }
}
