import { AuditModule, PLATFORM } from '@sms111/api/audit';
import { CarriersModule, HandOverModule, LinkRegister, Sweep } from '@sms111/api/carriers';
import { UploadCheckModule } from '@sms111/api/intake';
import { RetentionSweepModule } from '@sms111/api/operations';
import { PlatformModule } from '@sms111/api/platform';
import { LoadPrefixes, PortedImportModule, Routes } from '@sms111/api/routing';
import { ENTITIES } from '@sms111/api/schema';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../carrier-simulator';
import type { RunningApi } from './running-api';
import { until } from './until';

@Module({})
class WorkerOfSpecs {}

const PASSWORD = 'handover';

/** A worker on the same database and queues, with links to three carriers on real TCP. */
export class RunningWorker {
  private constructor(
    private readonly worker: INestApplicationContext,
    readonly simulator: Simulator,
  ) {}

  static async start(api: RunningApi, options: SimulatorOptions = {}): Promise<RunningWorker> {
    const simulator = await startSimulator({ receiptDelayMs: 5, password: PASSWORD, ...options });
    const { config, log, clock } = api.platform;
    const module = {
      module: WorkerOfSpecs,
      imports: [
        PlatformModule.forRoot({ config, log, clock, entities: ENTITIES }),
        ScheduleModule.forRoot(),
        AuditModule,
        CarriersModule,
        HandOverModule,
        UploadCheckModule,
        PortedImportModule,
        RetentionSweepModule,
      ],
    };
    const worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    const running = new RunningWorker(worker, simulator);
    await running.connect(api);
    return running;
  }

  /** What the clock of the worker does every few seconds. */
  sweep(): Promise<void> {
    return this.worker.get(Sweep, { strict: false }).run();
  }

  async stop(): Promise<void> {
    await this.worker.close();
    await this.simulator.stop();
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.worker.get(type, { strict: false });
  }

  private async connect(api: RunningApi): Promise<void> {
    const get = <T>(type: abstract new (...args: never[]) => T): T =>
      this.worker.get(type, { strict: false });
    await api.db.transaction(async tx => {
      await get(LoadPrefixes).execute(tx, PLATFORM, {
        networks: ['CHT', 'TWM', 'FET'].map(code => ({ code, zh: code, en: code })),
        mergers: [],
        prefixes: [
          { prefix: '0912', donor: 'CHT' },
          { prefix: '0922', donor: 'TWM' },
          { prefix: '0926', donor: 'FET' },
        ],
        defaultNetwork: 'CHT',
      });
      for (const { link, port } of this.simulator.links) {
        const carrier = link.slice(0, 3);
        await get(LinkRegister).put(tx, PLATFORM, {
          id: link,
          carrier,
          host: '127.0.0.1',
          port,
          systemId: 'sms111',
          password: PASSWORD,
          window: 50,
          idForm: carrier === 'TWM' ? 'hex-decimal' : 'as-is',
          responseTimeoutMs: 1_500,
        });
      }
    });
    await get(Routes).refresh();
    await until(async () => {
      const bound = await api.db.query(`SELECT FROM link_lease WHERE state = 'bound'`);
      return bound.length === this.simulator.links.length;
    });
  }
}
