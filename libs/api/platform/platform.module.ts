import { MikroORM } from '@mikro-orm/postgresql';
import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from './clock/clock';
import { Config } from './config/config';
import { DestroyKeys } from './crypto/destroy-keys';
import { KeyRing } from './crypto/key-ring';
import { KeyService } from './crypto/key-service';
import { LocalMasterKeys } from './crypto/local-master-keys';
import { MasterKeyViews } from './crypto/master-key.views';
import { RetireMasterKey } from './crypto/retire-master-key';
import { RewrapKeys } from './crypto/rewrap-keys';
import { Secrets } from './crypto/secrets';
import { Db, openPool } from './db/db';
import { transactionTimes } from './metrics/transaction-times';
import { managersOf, openOrm, type Entities } from './db/orm';
import type { Log } from './log/log';
import { Metrics } from './metrics/metrics';
import { watchPool } from './metrics/watch-pool';
import { queueRoot } from './queue/queue';

export const LOG = Symbol('log');
const POOL = Symbol('pool');
const ASIDE_CONNECTIONS = 2;
const BY_KEY_CONNECTIONS = 4;
const KEY_DEEDS = [DestroyKeys, MasterKeyViews, RetireMasterKey, RewrapKeys];

export interface PlatformOptions {
  readonly config: Config;
  readonly log: Log;
  readonly entities: Entities;
  /** Tests set the time. */
  readonly clock?: Clock;
}

/** Gives every module configuration, log, clock, database, keys and queues. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly db: Db,
    @Inject(LOG) private readonly log: Log,
  ) {}

  static forRoot({ config, log, entities, clock }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [queueRoot()],
      providers: [
        { provide: Config, useValue: config },
        { provide: LOG, useValue: log },
        { provide: Clock, useValue: clock ?? new Clock() },
        {
          provide: POOL,
          useFactory: () => openPool(config.get('DATABASE_URL'), config.get('DATABASE_POOL'), log),
        },
        { provide: MikroORM, inject: [POOL], useFactory: (pool: Pool) => openOrm(pool, entities) },
        {
          provide: Db,
          inject: [POOL, MikroORM, Metrics],
          useFactory: (main: Pool, orm: MikroORM, metrics: Metrics) => {
            const url = config.get('DATABASE_URL');
            const aside = openPool(url, ASIDE_CONNECTIONS, log);
            const byKey = openPool(url, BY_KEY_CONNECTIONS, log, 'by-key');
            const pools = { main, aside, byKey };
            watchPool(metrics, pools);
            return new Db(pools, managersOf(orm), log, transactionTimes(metrics));
          },
        },
        // Another class here puts the master key into a key service or a hardware module.
        { provide: KeyService, useClass: LocalMasterKeys },
        KeyRing,
        Metrics,
        ...KEY_DEEDS,
        Secrets,
      ],
      exports: [Config, LOG, Clock, Db, KeyRing, ...KEY_DEEDS, Metrics, Secrets, MikroORM],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.db.close().catch((error: unknown) => this.log.warn({ err: error }, 'closing the database'));
  }
}
