export * from './accept-batch';
export { AcceptMany, type SmallOrder } from './accept-many';
export * from './after-submit';
export * from './apply-receipts';
export { BatchIds } from './batch-ids';
export { BLOCK_ROWS } from './block';
export type { AcceptRow } from './batch-writer';
export * from './batch.views';
export { ClockWatch } from './clock/clock-watch';
export { DispatchClockModule } from './clock/dispatch-clock.module';
export * from './close-messages';
export {
  BATCH_STATE,
  CHANNEL,
  REASON,
  ROUTE_METHOD,
  STATE,
  type BatchState,
  type Channel,
  type RouteMethod,
} from './codes';
export { ControlBatch } from './control-batch';
export * from './dispatch-wake';
export { heldCarriers, heldGroups } from './held/held-groups';
export * from './hold-messages';
export { DoubtLinks, type Asked } from './doubt/doubt-links';
export { DoubtViews } from './doubt/doubt.views';
export { queuePolicy, type QueuePolicy } from './doubt/queue-policy';
export { TroubleDigest } from './doubt/trouble-digest';
export { TroubleDigestModule } from './doubt/trouble-digest.module';
export { BlockUnreadable, MessageContents, type Content } from './message-contents';
export { MessageWayViews, type MessageWay } from './message-way.views';
export * from './message.views';
export { QUERIED } from './way-steps';
export * from './messages.module';
export { ReadOnce } from './read-once';
export * from './receipt';
export { carrierKey, RecordSubmits, type FrozenRoute, type SubmitResult } from './record-submits';
export { scopeFor, type Scope } from './scope';
export { sumStages, type Stages } from './stages';
export * from './write-outcomes';
export { DeleteMessages } from './delete-messages';
export { DropLog } from './drop-log';
export { LogMonth, StillOpen, type LoggedMonth } from './log-month';
export { MonthEndModule } from './month-end.module';
export { MonthPartitions, type CountedPartition } from './month-partitions';
export { SurveyMonth, type MonthFigures } from './month-survey';
export { MonthViews } from './month.views';
export { ShredBatches } from './shred-batches';
