import { AccountsModule } from '@sms111/api/accounts';
import { MessagesModule } from '@sms111/api/messages';
import { NoticesModule } from '@sms111/api/notices';
import { RoutingModule } from '@sms111/api/routing';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AskForReceipts } from './ask-for-receipts';
import { AskLinkTest } from './ask-link-test';
import { CarriersController } from './carriers.controller';
import { CarrierViews } from './carriers.views';
import { ChangeViews } from './change.views';
import { Claims } from './claims';
import { CloseOverdue } from './close-overdue';
import { ControlCarrier } from './control-carrier';
import { ControlLink } from './control-link';
import { DecideChange } from './decide-change';
import { DispatchProcessor } from './dispatch.processor';
import { RangeLoader } from './dispatch/range-loader';
import { Dispatcher } from './dispatcher';
import { HandOverMetrics } from './hand-over-metrics';
import { LeaseBoard } from './lease-board';
import { LinkKeeper } from './link-keeper';
import { LinkRegister } from './link-register';
import { LinkViews } from './link.views';
import { OutcomeWriter } from './outcome-writer';
import { OverdueReceipts } from './overdue-receipts';
import { ProposeChange } from './propose-change';
import { RunLinkTests } from './run-link-tests';
import { Sweep } from './sweep';
import { TellWrongPassword } from './tell-wrong-password';

/** Configuration and board of the links, for the API. */
@Module({
  imports: [AccountsModule, NoticesModule],
  controllers: [CarriersController],
  providers: [
    AskLinkTest,
    CarrierViews,
    ChangeViews,
    ControlCarrier,
    ControlLink,
    DecideChange,
    LinkRegister,
    LinkViews,
    ProposeChange,
  ],
  exports: [LinkRegister, CarrierViews, ControlCarrier, ControlLink],
})
export class CarriersModule {}

/** The hand-over itself, for workers. */
@Module({
  imports: [AccountsModule, MessagesModule, NoticesModule, RoutingModule],
  providers: [
    ...[
      Claims,
      CloseOverdue,
      Dispatcher,
      DispatchProcessor,
      HandOverMetrics,
      OutcomeWriter,
      RangeLoader,
      Sweep,
    ],
    ...[LeaseBoard, LinkKeeper, RunLinkTests, TellWrongPassword],
    ...[AskForReceipts, OverdueReceipts],
  ],
  exports: [AskForReceipts, CloseOverdue, Dispatcher, LinkKeeper, Sweep],
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
