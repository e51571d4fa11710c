import { Db, LOG, type Log } from '@sms111/api/platform';
import { newPrefixTable, type PrefixTable } from '@sms111/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

/** Where a message goes, and how that was found. Frozen on the message when it is handed over. */
export interface Route {
  readonly network: string;
  /** Whom the block was first given to; `null` where nobody owns it. */
  readonly donor: string | null;
  readonly method: 'prefix' | 'default';
}

const REFRESH_MS = 60_000;

/** The table of this process. */
@Injectable()
export class Routes implements OnModuleInit {
  private table: PrefixTable = newPrefixTable([]);
  private fallback: string | null = null;

  constructor(
    private readonly db: Db,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  /** Reads the tables; the old answers stand until the new ones are whole. */
  async refresh(): Promise<void> {
    const [prefixes, mergers, [policy]] = await Promise.all([
      this.db.query<{ prefix: string; donor: string }>('SELECT prefix, donor FROM number_prefix'),
      this.db.query<{ donor: string; network: string }>('SELECT donor, network FROM network_merger'),
      this.db.query<{ network: string }>('SELECT default_network AS network FROM routing_policy'),
    ]);
    this.table = newPrefixTable(
      prefixes,
      Object.fromEntries(mergers.map(merger => [merger.donor, merger.network])),
    );
    this.fallback = policy?.network ?? null;
  }

  @Interval(REFRESH_MS)
  async keepFresh(): Promise<void> {
    await this.refresh().catch((error: unknown) =>
      this.log.warn({ err: error }, 'routes keep their last state'),
    );
  }

  /** The network of a prefix, for pages; `null` where nobody owns it. */
  networkOf(mobile: string): string | null {
    return this.table.networkOf(mobile)?.network ?? null;
  }

  /** `null` when nobody owns the prefix and there is no default network: the message waits. */
  resolve(mobile: string): Route | null {
    const found = this.table.networkOf(mobile);
    if (found) return { ...found, method: 'prefix' };
    return this.fallback ? { network: this.fallback, donor: null, method: 'default' } : null;
  }

  /** Whom else to ask when a carrier does not know the number; `null` when there is nobody. */
  async elsewhere(mobile: string, refusedBy: string): Promise<Route | null> {
    const found = this.table.networkOf(mobile);
    if (found && found.network !== refusedBy) return { ...found, method: 'prefix' };
    if (!this.fallback || this.fallback === refusedBy) return null;
    return { network: this.fallback, donor: found?.donor ?? null, method: 'default' };
  }
}
