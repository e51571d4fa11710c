import { AuditModule } from '@sms111/api/audit';
import { Module } from '@nestjs/common';
import { AgencyRegister } from './agency-register';
import { AgencyViews } from './agency.views';

@Module({
  imports: [AuditModule],
  providers: [AgencyViews, AgencyRegister],
  exports: [AgencyViews, AgencyRegister],
})
export class AgenciesModule {}
