import { AccountsModule } from '@sms111/api/accounts';
import { NoticesModule } from '@sms111/api/notices';
import { RoutingModule } from '@sms111/api/routing';
import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages.module';
import { CarrierSampling } from './carrier-sampling';
import { ClockAlarm } from './clock-alarm';
import { ClockWatch } from './clock-watch';

/** The watch over the contract's clocks, for workers; any number of them. */
@Module({
  imports: [AccountsModule, NoticesModule, RoutingModule, MessagesModule],
  providers: [CarrierSampling, ClockAlarm, ClockWatch],
  exports: [ClockWatch],
})
export class DispatchClockModule {}
