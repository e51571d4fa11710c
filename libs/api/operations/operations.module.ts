import { MessagesModule } from '@sms111/api/messages';
import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { HomeController } from './home.controller';
import { HomeViews } from './home.views';
import { RetentionModule } from './retention';

@Module({
  imports: [MessagesModule, QuotaModule, RetentionModule],
  controllers: [HealthController, HomeController],
  providers: [HomeViews],
})
export class OperationsModule {}
