import { AccountsModule } from '@sms111/api/accounts';
import { NoticesModule } from '@sms111/api/notices';
import { Module } from '@nestjs/common';
import { TroubleDigest } from './trouble-digest';

/** Notices of trouble while it happens, for workers. */
@Module({
  imports: [AccountsModule, NoticesModule],
  providers: [TroubleDigest],
  exports: [TroubleDigest],
})
export class TroubleDigestModule {}
