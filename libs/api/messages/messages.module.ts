import { AccountsModule } from '@sms111/api/accounts';
import { AgenciesModule } from '@sms111/api/agencies';
import { NoticesModule } from '@sms111/api/notices';
import { queues } from '@sms111/api/platform';
import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { AcceptBatch } from './accept-batch';
import { AcceptMany } from './accept-many';
import { BatchIds } from './batch-ids';
import { ApplyReceipts } from './apply-receipts';
import { BatchController } from './batch.controller';
import { BatchViews } from './batch.views';
import { ServiceLevelController } from './clock/service-level.controller';
import { ServiceLevelViews } from './clock/service-level.views';
import { ServiceLevels } from './clock/service-levels';
import { CloseMessages } from './close-messages';
import { ControlBatch } from './control-batch';
import { DISPATCH, DispatchWake } from './dispatch-wake';
import { HoldMessages } from './hold-messages';
import { ApplyResolution } from './doubt/apply-resolution';
import { DecideResolution } from './doubt/decide-resolution';
import { DoubtController } from './doubt/doubt.controller';
import { DoubtLinks } from './doubt/doubt-links';
import { DoubtViews } from './doubt/doubt.views';
import { ResolutionViews } from './doubt/resolution.views';
import { ResolveMessages } from './doubt/resolve-messages';
import { MatchReceipts } from './match-receipts';
import { MessageContents } from './message-contents';
import { MessageController } from './message.controller';
import { MessageViews } from './message.views';
import { MessageWayViews } from './message-way.views';
import { ReadOnce } from './read-once';
import { RecordSubmits } from './record-submits';
import { Transitions } from './transitions';
import { WriteOutcomes } from './write-outcomes';

const OFFERED = [
  AcceptBatch,
  AcceptMany,
  ApplyReceipts,
  BatchViews,
  CloseMessages,
  DispatchWake,
  HoldMessages,
  DoubtLinks,
  DoubtViews,
  MessageContents,
  MessageViews,
  ReadOnce,
  RecordSubmits,
  WriteOutcomes,
  ServiceLevels,
];

@Module({
  imports: [AgenciesModule, AccountsModule, NoticesModule, QuotaModule, queues(DISPATCH)],
  controllers: [BatchController, DoubtController, MessageController, ServiceLevelController],
  providers: [
    ...OFFERED,
    ...[ApplyResolution, DecideResolution, ResolutionViews, ResolveMessages],
    ...[BatchIds, ControlBatch, MatchReceipts, MessageWayViews, ServiceLevelViews, Transitions],
  ],
  exports: OFFERED,
})
export class MessagesModule {}
