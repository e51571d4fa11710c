import { AuditModule } from '@sms111/api/audit';
import { Module } from '@nestjs/common';
import { AgencyRegister } from './agency-register';
import { AgencyViews } from './agency.views';
import { ControlAgency } from './control-agency';

@Module({
  imports: [AuditModule],
  providers: [AgencyViews, AgencyRegister, ControlAgency],
  exports: [AgencyViews, AgencyRegister, ControlAgency],
})
export class AgenciesModule {}
