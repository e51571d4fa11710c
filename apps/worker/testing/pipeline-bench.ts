import { AuditModule, PLATFORM } from '@sms111/api/audit';
import { HandOverModule, LinkRegister, CarriersModule, Sweep } from '@sms111/api/carriers';
import { AcceptBatch, STATE, type Accepted, type AcceptRow } from '@sms111/api/messages';
import { Clock, Db, type Actor, type Tx } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
import { LoadPrefixes, Routes } from '@sms111/api/routing';
import { ENTITIES } from '@sms111/api/schema';
import {
  actorOf,
  buildAccount,
  buildContract,
  buildQuota,
  buildUnit,
  startTestApp,
  type TestApp,
  type TestAppOptions,
} from '@sms111/api/testing';
import { ScheduleModule } from '@nestjs/schedule';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../carrier-simulator';
import { until } from './until';

export const TEXT = '測試公共服務平臺\n您的申請已受理，將於7日內回覆。';

/** A worker on real TCP against the simulator: what is accepted here is handed over by the product itself. */
export class PipelineBench {
  private constructor(
    readonly test: TestApp,
    readonly simulator: Simulator,
    readonly db: Db,
    readonly actor: Actor,
  ) {}

  static async start(
    options: SimulatorOptions &
      Partial<Pick<TestAppOptions, 'imports' | 'providers' | 'env'>> & {
        quota?: number;
        window?: number;
        timeoutMs?: number;
      } = {},
  ) {
    const {
      quota = 100_000,
      window = 50,
      timeoutMs = 1_500,
      imports = [],
      providers = [],
      env = {},
      ...simulatorOptions
    } = options;
    const simulator = await startSimulator({ receiptDelayMs: 5, password: 'handover', ...simulatorOptions });
    const test = await startTestApp({
      imports: [ScheduleModule.forRoot(), AuditModule, CarriersModule, HandOverModule, ...imports],
      providers,
      entities: ENTITIES,
      env: { LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent', ...env },
    });
    const db = test.app.get(Db, { strict: false });
    const unit = await buildUnit(db);
    await buildContract(db);
    const accountId = await buildAccount(db, unit);
    await buildQuota(db, unit, accountId, quota);
    const bench = new PipelineBench(test, simulator, db, actorOf(unit, accountId));
    await bench.plan();
    await bench.putLinks(window, timeoutMs);
    await until(async () => (await bench.boundLinks()) === simulator.links.length);
    return bench;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.test.app.get(type, { strict: false });
  }

  /** `onBatch` runs in the transaction, before anything of it can be handed over. */
  accept(
    rows: readonly Partial<AcceptRow>[],
    common: string | null = TEXT,
    onBatch?: (tx: Tx, batch: number) => Promise<unknown>,
    actor = this.actor,
  ): Promise<Accepted> {
    const whole = rows.map((row, i) => ({ number: numberOf(i), text: null, ref: null, segments: 1, ...row }));
    return this.db.transaction(tx =>
      this.get(AcceptBatch).execute(tx, {
        actor,
        channel: 'web',
        name: '測試批次',
        signature: '測試公共服務平臺',
        common,
        rows: [whole],
        at: this.get(Clock).now(),
        onBatch: async batch => void (await onBatch?.(tx, batch)),
      }),
    );
  }

  /** Messages by state. */
  async states(batch: number): Promise<Record<string, number>> {
    const rows = await this.db.query<{ state: number; n: number }>(
      'SELECT state, count(*)::int AS n FROM message_state WHERE batch = $1 GROUP BY 1',
      [batch],
    );
    return Object.fromEntries(rows.map(row => [STATE.word(row.state), row.n]));
  }

  async settled(batch: number, expected: Record<string, number>): Promise<void> {
    await until(
      async () => JSON.stringify(sorted(await this.states(batch))) === JSON.stringify(sorted(expected)),
      () => this.states(batch),
    );
  }

  sweep(): Promise<void> {
    return this.get(Sweep).run();
  }

  async expectBalanced(): Promise<void> {
    expect(await this.get(QuotaViews).unbalanced(this.db)).toEqual([]);
  }

  async stop(): Promise<void> {
    await this.test.close();
    await this.simulator.stop();
  }

  private async boundLinks(): Promise<number> {
    const [row] = await this.db.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM link_lease WHERE state = 'bound'",
    );
    return row?.n ?? 0;
  }

  private async plan(): Promise<void> {
    await this.db.transaction(tx =>
      this.get(LoadPrefixes).execute(tx, PLATFORM, {
        networks: ['CHT', 'TWM', 'FET'].map(code => ({ code, zh: code, en: code })),
        mergers: [],
        prefixes: [
          { prefix: '0912', donor: 'CHT' },
          { prefix: '0922', donor: 'TWM' },
          { prefix: '0926', donor: 'FET' },
        ],
        defaultNetwork: 'CHT',
      }),
    );
    await this.get(Routes).refresh();
  }

  private async putLinks(window: number, timeoutMs: number): Promise<void> {
    await this.db.transaction(async tx => {
      for (const { link, port } of this.simulator.links) {
        const carrier = link.slice(0, 3);
        await this.get(LinkRegister).put(tx, PLATFORM, {
          id: link,
          carrier,
          host: '127.0.0.1',
          port,
          systemId: 'sms111',
          password: 'handover',
          window,
          idForm: carrier === 'TWM' ? 'hex-decimal' : 'as-is',
          responseTimeoutMs: timeoutMs,
        });
      }
    });
  }
}

/** Numbers of the three carriers in turn. */
export const numberOf = (i: number): string =>
  `${['0912', '0922', '0926'][i % 3]}${String(i).padStart(6, '0')}`;

const sorted = (counts: Record<string, number>) =>
  Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
