import { AccountsModule } from '@sms111/api/accounts';
import { NoticesModule } from '@sms111/api/notices';
import { PortedImportModule } from '@sms111/api/routing';
import { Module } from '@nestjs/common';
import { TellImports } from './tell-imports';

/** Who hears of imports of ported numbers, in the worker. */
@Module({
  imports: [AccountsModule, NoticesModule, PortedImportModule],
  providers: [TellImports],
  exports: [TellImports],
})
export class ImportNewsModule {}
