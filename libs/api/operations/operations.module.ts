import { AccountsModule } from '@sms111/api/accounts';
import { AgenciesModule } from '@sms111/api/agencies';
import { AuditModule } from '@sms111/api/audit';
import { MessagesModule } from '@sms111/api/messages';
import { NoticesModule } from '@sms111/api/notices';
import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { AgenciesController } from './agencies/agencies.controller';
import { AgencyListViews } from './agencies/agency-list.views';
import { TellAgency } from './agencies/tell-agency';
import { HealthController } from './health.controller';
import { HomeController } from './home.controller';
import { HeldViews } from './held.views';
import { HomeViews } from './home.views';
import { QueueController } from './queue.controller';
import { QueueViews } from './queue.views';
import { RetentionModule } from './retention';
import { SetQueuePolicy } from './set-queue-policy';

@Module({
  imports: [
    ...[AccountsModule, AgenciesModule, AuditModule, MessagesModule, NoticesModule, QuotaModule],
    RetentionModule,
  ],
  controllers: [AgenciesController, HealthController, HomeController, QueueController],
  providers: [AgencyListViews, HeldViews, HomeViews, QueueViews, SetQueuePolicy, TellAgency],
  exports: [HeldViews, QueueViews],
})
export class OperationsModule {}
