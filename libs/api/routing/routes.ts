import { Clock, Db, LOG, type Log } from '@sms111/api/platform';
import { newPrefixTable, RouteTable, type Route, type RouteRules } from '@sms111/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { HeldNumbers } from './ported/held-numbers';
import { PortedBlocks, secondsOf } from './ported/ported-blocks';
import { NumberQuery } from './query/number-query';
import { RouteAnswers } from './query/route-answers';
import { networkCodes, routingState } from './routing-state';
import { SealedNumbers } from './sealed-number';

export type { Route } from '@sms111/domain';

/** How soon a worker notices what changed. */
const LOOK_MS = 1_000;
const SWEEP_MS = 60 * 60_000;
/** Questions under way: when a wrong snapshot makes thousands of numbers ask at once, the rest go on without. */
const MOST_QUESTIONS = 50;

interface OverrideRow {
  number_sealed: Buffer;
  network: string;
  ends_at: Date | null;
}

/** The routes of this process, in memory: override, ported number, earlier answer, prefix, default (ARC-4, ARC-12). */
@Injectable()
export class Routes implements OnModuleInit {
  private rules: RouteRules = { prefixes: newPrefixTable([]), mergers: {}, fallback: null };
  private table = new RouteTable(this.rules);
  private version = -1;
  /** Milliseconds at which the next override ends. */
  private nextEnd = Infinity;
  private networks: ReadonlySet<string> = new Set();
  private questions = new Map<string, Promise<Route | null>>();
  private readonly numbers: HeldNumbers;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sealed: SealedNumbers,
    private readonly answers: RouteAnswers,
    private readonly query: NumberQuery,
    blocks: PortedBlocks,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.numbers = new HeldNumbers(blocks);
  }

  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  /** Reads everything again; the old answers stand until the new ones are whole. */
  async refresh(): Promise<void> {
    const { version, snapshot } = await routingState(this.db);
    const [prefixes, mergers, [policy], codes, overrides] = await Promise.all([
      this.db.query<{ prefix: string; donor: string }>('SELECT prefix, donor FROM number_prefix'),
      this.db.query<{ donor: string; network: string }>('SELECT donor, network FROM network_merger'),
      this.db.query<{ network: string; on_unknown: 'default' | 'hold' }>(
        'SELECT default_network AS network, on_unknown FROM routing_policy',
      ),
      networkCodes(this.db),
      this.overrides(),
    ]);
    await this.answers.look();
    await this.numbers.follow(this.db, snapshot, secondsOf(this.clock.now()));
    const taken = Object.fromEntries(mergers.map(merger => [merger.donor, merger.network]));
    const rules: RouteRules = {
      prefixes: newPrefixTable(prefixes, taken),
      mergers: taken,
      fallback: policy?.on_unknown === 'default' ? policy.network : null,
    };
    const table = new RouteTable(rules, this.numbers.numbers);
    for (const { mobile, network } of overrides) table.override(mobile, network);
    for (const [mobile, { answer }] of this.answers.entries()) table.learn(mobile, answer);
    this.nextEnd = Math.min(...overrides.map(each => each.endsAt));
    this.networks = new Set(codes);
    this.rules = rules;
    this.table = table;
    this.version = version;
  }

  /** What happened meanwhile: changes of the tables, answers of other workers, moments that have come. */
  async look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = null));
    return this.looking;
  }

  @Interval(LOOK_MS)
  async keepFresh(): Promise<void> {
    await this.look().catch((error: unknown) =>
      this.log.warn({ err: error }, 'routes keep their last state'),
    );
  }

  @Interval(SWEEP_MS)
  async sweep(): Promise<void> {
    await this.answers
      .sweep()
      .catch((error: unknown) => this.log.warn({ err: error }, 'answers that ended could not be taken away'));
  }

  /** The network of a prefix, for pages; `null` where nobody owns it. */
  networkOf(mobile: string): string | null {
    return this.rules.prefixes.networkOf(mobile)?.network ?? null;
  }

  /** In memory, O(1), the `Route` is shared and frozen. `null`: nobody is to carry it; the message waits. */
  resolve(mobile: string): Route | null {
    return this.table.resolve(mobile);
  }

  /**
   * Whom to try after a carrier said in a `submit_sm_resp` that the number is not its own: the query service's answer,
   * which every worker then knows for a day, else the next best of the order. `null` when nobody else is left.
   */
  async elsewhere(mobile: string, refusedBy: string): Promise<Route | null> {
    const others = this.table.all(mobile).filter(route => route.network !== refusedBy);
    const known = others.find(route => route.method === 'cache');
    const asked = known ?? (await this.ask(mobile, refusedBy));
    return asked ?? others[0] ?? null;
  }

  private async ask(mobile: string, refusedBy: string): Promise<Route | null> {
    if (!this.query.isSetUp) return null;
    const running = this.questions.get(mobile);
    if (!running && this.questions.size >= MOST_QUESTIONS) return null;
    const question =
      running ?? this.askAndKeep(mobile, refusedBy).finally(() => this.questions.delete(mobile));
    this.questions.set(mobile, question);
    const route = await question;
    return route && route.network !== refusedBy ? route : null;
  }

  /** An answer that names the carrier which has just refused, or nobody whom we know, is not kept. */
  private async askAndKeep(mobile: string, refusedBy: string): Promise<Route | null> {
    const answer = await this.query.ask(mobile);
    if (!answer?.network || !this.networks.has(answer.network)) return null;
    const network = this.rules.mergers[answer.network] ?? answer.network;
    if (network === refusedBy) return null;
    const kept = { network, networkCode: answer.networkCode };
    // The answer serves this message also when it cannot be kept.
    await this.answers
      .keep(mobile, kept)
      .catch((error: unknown) => this.log.warn({ err: error }, 'an answer could not be kept'));
    return this.table.learn(mobile, kept);
  }

  private async lookOnce(): Promise<void> {
    const now = this.clock.ms();
    const { version } = await routingState(this.db);
    if (version !== this.version || now >= this.nextEnd) return this.refresh();
    this.numbers.turnTo(secondsOf(new Date(now)));
    for (const [mobile, answer] of await this.answers.look()) this.table.learn(mobile, answer);
    for (const mobile of this.answers.expire()) this.table.learn(mobile, null);
  }

  private async overrides(): Promise<{ mobile: string; network: string; endsAt: number }[]> {
    const rows = await this.db.query<OverrideRow>(
      `SELECT number_sealed, network, ends_at FROM number_override
        WHERE ended_at IS NULL AND (ends_at IS NULL OR ends_at > $1)`,
      [this.clock.now()],
    );
    const open = await this.sealed.opener('override');
    return rows.map(({ number_sealed, network, ends_at }) => ({
      mobile: open(number_sealed),
      network,
      endsAt: ends_at?.getTime() ?? Infinity,
    }));
  }
}
