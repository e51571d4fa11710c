import { AccountsModule } from '@sms111/api/accounts';
import { AgenciesModule } from '@sms111/api/agencies';
import { MessagesModule } from '@sms111/api/messages';
import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { ComposeController } from './compose/compose.controller';
import { SendTyped } from './compose/send-typed';
import { Idempotency } from './idempotency/idempotency';
import { IdempotencySweep } from './idempotency/idempotency-sweep';
import { ClientRefs } from './systems/client-refs';
import { PostItems } from './systems/post-items';
import { SystemViews } from './systems/system.views';
import { SystemsController } from './systems/systems.controller';

/** The web form and the JSON API. Files have a module of their own: their checking runs in the worker. */
@Module({
  imports: [AgenciesModule, AccountsModule, MessagesModule, QuotaModule],
  controllers: [ComposeController, SystemsController],
  providers: [ClientRefs, Idempotency, IdempotencySweep, PostItems, SendTyped, SystemViews],
})
export class IntakeModule {}
