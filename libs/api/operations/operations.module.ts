import { AuditModule } from '@sms111/api/audit';
import { MessagesModule } from '@sms111/api/messages';
import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { HomeController } from './home.controller';
import { HeldViews } from './held.views';
import { HomeViews } from './home.views';
import { QueueController } from './queue.controller';
import { QueueViews } from './queue.views';
import { RetentionModule } from './retention';
import { SetQueuePolicy } from './set-queue-policy';

@Module({
  imports: [AuditModule, MessagesModule, QuotaModule, RetentionModule],
  controllers: [HealthController, HomeController, QueueController],
  providers: [HeldViews, HomeViews, QueueViews, SetQueuePolicy],
  exports: [HeldViews, QueueViews],
})
export class OperationsModule {}
