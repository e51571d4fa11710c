import { AuditModule } from '@sms111/api/audit';
import { HandOverModule } from '@sms111/api/carriers';
import { UploadCheckModule } from '@sms111/api/intake';
import { DispatchClockModule, TroubleDigestModule } from '@sms111/api/messages';
import { MailDeliveryModule } from '@sms111/api/notices';
import { ImportNewsModule, PlatformFiguresModule, RetentionSweepModule } from '@sms111/api/operations';
import { LifeSigns, PlatformModule, type Clock, type Config, type Log } from '@sms111/api/platform';
import { PortedImportModule } from '@sms111/api/routing';
import { ENTITIES } from '@sms111/api/schema';
import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { MailWords } from './mail-words';

@Module({})
export class WorkerModule {
  static forRoot(options: { config: Config; log: Log; clock?: Clock }): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot({ ...options, entities: ENTITIES }),
        ScheduleModule.forRoot(),
        AuditModule,
        HandOverModule,
        DispatchClockModule,
        TroubleDigestModule,
        UploadCheckModule,
        PortedImportModule,
        ImportNewsModule,
        RetentionSweepModule,
        MailDeliveryModule.forRoot(new MailWords(options.config.get('PUBLIC_URL'))),
        PlatformFiguresModule,
      ],
      providers: [LifeSigns],
    };
  }
}
