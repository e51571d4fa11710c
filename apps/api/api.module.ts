import { AccountsModule } from '@sms111/api/accounts';
import { AuditModule } from '@sms111/api/audit';
import { CarriersModule } from '@sms111/api/carriers';
import { IntakeModule, UploadsModule } from '@sms111/api/intake';
import { NoticesModule } from '@sms111/api/notices';
import { OperationsModule, PlatformFiguresModule } from '@sms111/api/operations';
import { PlatformModule, type Clock, type Config, type Log } from '@sms111/api/platform';
import { RoutingDeskModule } from '@sms111/api/routing';
import { ENTITIES } from '@sms111/api/schema';
import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';

@Module({})
export class ApiModule {
  static forRoot(options: { config: Config; log: Log; clock?: Clock }): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot({ ...options, entities: ENTITIES }),
        ScheduleModule.forRoot(),
        AuditModule,
        AccountsModule,
        NoticesModule,
        IntakeModule,
        UploadsModule,
        CarriersModule,
        RoutingDeskModule,
        OperationsModule,
        PlatformFiguresModule,
      ],
    };
  }
}
