import type {
  batchState,
  destructionStep,
  monthBlocker,
  monthState,
  channel,
  linkState,
  messageState,
  messageStep,
  lookUpNumber,
  network,
  noticeKind,
  portedFaultCode,
  portedImportState,
  portedKind,
  QUEUE_POLICY_BOUNDS,
  ResponseOf,
  role,
  STAGES,
  showMessage,
  uploadState,
  listNotices,
  listHeld,
  resolutionSaid,
  resolutionState,
} from '@sms111/contracts';

/** The kinds that words exist for, read from the contract so that a new one cannot be forgotten. */
export type MessageState = (typeof messageState)['options'][number];
export type BatchState = (typeof batchState)['options'][number];
export type Stage = (typeof STAGES)[number];
export type UploadState = (typeof uploadState)['options'][number];
export type Channel = (typeof channel)['options'][number];
export type Network = (typeof network)['options'][number];
export type Role = (typeof role)['options'][number];
export type LinkState = (typeof linkState)['options'][number];
export type NoticeKind = (typeof noticeKind)['options'][number];
export type StepKind = (typeof messageStep)['shape']['kind']['options'][number];
export type RouteMethod = NonNullable<ResponseOf<typeof showMessage>['route']>['method'];
export type RouteSilence = NonNullable<ResponseOf<typeof lookUpNumber>['steps'][number]['because']>;
export type PortedKind = (typeof portedKind)['options'][number];
export type PortedImportState = (typeof portedImportState)['options'][number];
export type PortedFaultCode = (typeof portedFaultCode)['options'][number];
export type QueueSetting = keyof typeof QUEUE_POLICY_BOUNDS;
export type HeldCause = ResponseOf<typeof listHeld>['items'][number]['cause'];
export type ResolutionSaid = (typeof resolutionSaid)['options'][number];
export type ResolutionState = (typeof resolutionState)['options'][number];
export type Notice = ResponseOf<typeof listNotices>['items'][number];

export type MonthBlocker = (typeof monthBlocker)['options'][number];
export type RetainedMonthState = (typeof monthState)['options'][number];
export type DestructionStep = (typeof destructionStep)['options'][number];

/** Values that came over the wire with a code. */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>;
