import { AccountsModule } from '@sms111/api/accounts';
import { MessagesModule } from '@sms111/api/messages';
import { NoticesModule } from '@sms111/api/notices';
import { RoutingModule } from '@sms111/api/routing';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CarriersController } from './carriers.controller';
import { CarrierViews } from './carriers.views';
import { Claims } from './claims';
import { DispatchProcessor } from './dispatch.processor';
import { Dispatcher } from './dispatcher';
import { LeaseBoard } from './lease-board';
import { LinkKeeper } from './link-keeper';
import { LinkRegister } from './link-register';
import { OutcomeWriter } from './outcome-writer';
import { Sweep } from './sweep';
import { TellWrongPassword } from './tell-wrong-password';

/** Configuration and board of the links, for the API. */
@Module({
  controllers: [CarriersController],
  providers: [CarrierViews, LinkRegister],
  exports: [LinkRegister, CarrierViews],
})
export class CarriersModule {}

/** The hand-over itself, for workers. */
@Module({
  imports: [AccountsModule, MessagesModule, NoticesModule, RoutingModule],
  providers: [
    Claims,
    Dispatcher,
    DispatchProcessor,
    LeaseBoard,
    LinkKeeper,
    OutcomeWriter,
    Sweep,
    TellWrongPassword,
  ],
  exports: [Dispatcher, LinkKeeper, Sweep],
})
export class HandOverModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly links: LinkKeeper,
    private readonly dispatcher: Dispatcher,
    private readonly outcomes: OutcomeWriter,
  ) {}

  onApplicationBootstrap(): void {
    this.links.start();
  }

  /** In order: no new claims, links drained, answers and receipts committed. */
  async onApplicationShutdown(): Promise<void> {
    this.dispatcher.stop();
    await this.links.stop();
    await this.outcomes.idle();
  }
}
