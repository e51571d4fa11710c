import { AccountsModule } from '@sms111/api/accounts';
import { AgenciesModule } from '@sms111/api/agencies';
import { AuditModule } from '@sms111/api/audit';
import { CarriersModule } from '@sms111/api/carriers';
import { AcceptBatch, BatchIds, DISPATCH, DispatchWake } from '@sms111/api/messages';
import { NoticesModule } from '@sms111/api/notices';
import { Clock, PlatformModule, queues, type Config, type Log } from '@sms111/api/platform';
import { QuotaModule } from '@sms111/api/quota';
import { PortedImportModule, RoutingDeskModule, RoutingModule } from '@sms111/api/routing';
import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { ENTITIES } from '../entities';
import { DemoAccounts } from './demo/demo-accounts';
import { DemoAgencies } from './demo/demo-agencies';
import { DemoKeys } from './demo/demo-keys';
import { DemoLinks } from './demo/demo-links';
import { DemoPorted } from './demo/demo-ported';
import { SeedDemo } from './demo/seed-demo';
import { CloseBooks } from './history/close-books';
import { WriteHistory } from './history/write-history';
import { PastClock } from './past-clock';
import { SeedRecords } from './records/seed-records';

/** What is over needs nobody to be woken for it. */
@Injectable()
class NobodyWoken extends DispatchWake {
  override batches(): Promise<void> {
    return Promise.resolve();
  }
}

/** Everything that puts first data into a database. Its clock can be set back. */
@Module({})
export class SeedingModule {
  static forRoot(options: { config: Config; log: Log; clock?: Clock }): DynamicModule {
    const clock = new PastClock(options.clock);
    return {
      module: SeedingModule,
      imports: [
        PlatformModule.forRoot({ config: options.config, log: options.log, entities: ENTITIES, clock }),
        queues(DISPATCH),
        AuditModule,
        AgenciesModule,
        AccountsModule,
        NoticesModule,
        QuotaModule,
        RoutingModule,
        RoutingDeskModule,
        PortedImportModule,
        CarriersModule,
      ],
      providers: [
        { provide: PastClock, useValue: clock },
        { provide: DispatchWake, useClass: NobodyWoken },
        AcceptBatch,
        BatchIds,
        CloseBooks,
        WriteHistory,
        DemoAgencies,
        DemoAccounts,
        DemoKeys,
        DemoLinks,
        DemoPorted,
        SeedDemo,
        SeedRecords,
      ],
    };
  }
}
