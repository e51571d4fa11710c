import { AgenciesModule } from '@sms111/api/agencies';
import { AuditModule } from '@sms111/api/audit';
import { Module } from '@nestjs/common';
import { OrderQuota } from './order-quota';
import { QuotaController } from './quota.controller';
import { QuotaLedger } from './quota-ledger';
import { QuotaViews } from './quota.views';

@Module({
  imports: [AuditModule, AgenciesModule],
  controllers: [QuotaController],
  providers: [QuotaLedger, QuotaViews, OrderQuota],
  exports: [QuotaLedger, QuotaViews, OrderQuota],
})
export class QuotaModule {}
