import type { listBatchMessages, ResponseOf, showBatch, showMessage } from '@sms111/contracts';

export const BATCH_ID = 'b0fz3k9d2m4q';
type Batch = ResponseOf<typeof showBatch>;
type Line = ResponseOf<typeof listBatchMessages>['items'][number];

const of = (messages: number) => ({ messages, segments: messages });
export const NO_STAGES: Batch['stages'] = {
  processing: of(0),
  handed: of(0),
  delivered: of(0),
  failed: of(0),
  unconfirmed: of(0),
  cancelled: of(0),
};

/** A clock that runs well. */
export const sampleClock = (more: Partial<Batch['clock']> = {}): Batch['clock'] => ({
  state: 'within',
  dueAt: '2026-11-20T07:05:00Z',
  deadlineAt: '2026-11-20T07:05:00Z',
  goalAt: '2026-11-20T07:05:00Z',
  pausedSeconds: 0,
  leftSeconds: 3_590,
  pace: 'moving',
  standing: [],
  slowest: 'FET',
  segmentsPerSecond: 56.5,
  expectedHandOverAt: '2026-11-20T06:05:31Z',
  ...more,
});

/** A batch of a hundred messages that is being sent. */
export const sampleBatch = (more: Partial<Batch> = {}): Batch => ({
  id: BATCH_ID,
  name: '防災演練通知',
  channel: 'web',
  state: 'dispatching',
  senderName: '王小明',
  signature: '測試公共服務平臺',
  acceptedAt: '2026-11-20T06:05:00Z',
  completedAt: null,
  total: { messages: 100, segments: 113 },
  stages: { ...NO_STAGES, delivered: of(60), handed: of(20), processing: of(17), failed: of(3) },
  content: '測試公共服務平臺\n您好',
  lane: 'notice',
  unitPrice: '0.7500',
  reserved: 37,
  charged: 60,
  released: 3,
  handedOverAt: null,
  clock: sampleClock(),
  byCarrier: [{ carrier: 'CHT', stages: { ...NO_STAGES, delivered: of(60) }, total: of(100) }],
  byReason: [{ state: 'failed', reason: 'invalid-number', messages: 3 }],
  can: { pause: true, resume: false, cancel: true },
  ...more,
});

export const sampleLine = (seq: number, more: Partial<Line> = {}): Line => ({
  id: `${BATCH_ID}-${seq.toString(36)}`,
  batchId: BATCH_ID,
  number: `0912***${String(seq).padStart(3, '0')}`,
  excerpt: '測試公共服務平臺 您好',
  segments: 1,
  state: 'delivered',
  reason: 'delivered',
  carrier: 'CHT',
  channel: 'web',
  acceptedAt: '2026-11-20T06:05:00Z',
  submittedAt: '2026-11-20T06:05:01Z',
  finalAt: '2026-11-20T06:05:03Z',
  ...more,
});

const NOTHING = {
  part: null,
  carrier: null,
  from: null,
  link: null,
  carrierCode: null,
  state: null,
  reason: null,
};

/** A message that a carrier held back first and then delivered. */
export const sampleMessage = (
  more: Partial<ResponseOf<typeof showMessage>> = {},
): ResponseOf<typeof showMessage> => ({
  ...sampleLine(0),
  batchName: '防災演練通知',
  senderName: '王小明',
  lane: 'notice',
  clientRef: null,
  content: '測試公共服務平臺\n您好',
  parts: [
    {
      part: 1,
      text: '測試公共服務平臺\n您好',
      state: 'delivered',
      reason: 'delivered',
      carrierMessageId: '6f0a',
    },
  ],
  route: {
    network: 'TWM',
    donor: 'TST',
    method: 'prefix',
    link: 'TWM-B',
    snapshot: { id: 12, madeAt: '2026-11-18T19:00:00Z' },
  },
  steps: [
    { ...NOTHING, at: '2026-11-20T06:05:00Z', kind: 'accepted' },
    { ...NOTHING, at: '2026-11-20T06:05:00.400Z', kind: 'routed', carrier: 'TWM' },
    {
      ...NOTHING,
      at: '2026-11-20T06:05:01Z',
      kind: 'retry',
      part: 1,
      carrier: 'TWM',
      link: 'TWM-A',
      carrierCode: '0x00000058',
    },
    {
      ...NOTHING,
      at: '2026-11-20T06:05:02Z',
      kind: 'submitted',
      part: 1,
      carrier: 'TWM',
      link: 'TWM-B',
      carrierCode: '6f0a',
    },
    {
      ...NOTHING,
      at: '2026-11-20T06:05:03Z',
      kind: 'receipt',
      part: 1,
      carrier: 'TWM',
      carrierCode: 'DELIVRD',
      state: 'delivered',
      reason: 'delivered',
    },
    { ...NOTHING, at: '2026-11-20T06:05:03Z', kind: 'final', state: 'delivered', reason: 'delivered' },
  ],
  ...more,
});

const AT = '2026-11-20T06:05:01Z';

/** A message that its first carrier did not know and another one took. */
export const rerouted = sampleMessage({
  state: 'submitted',
  carrier: 'CHT',
  route: { network: 'CHT', donor: 'TWM', method: 'rerouted', link: 'CHT-A', snapshot: null },
  steps: [
    { ...NOTHING, at: '2026-11-20T06:05:00Z', kind: 'accepted' },
    { ...NOTHING, at: AT, kind: 'routed', carrier: 'TWM' },
    {
      ...NOTHING,
      at: AT,
      kind: 'refused',
      part: 1,
      carrier: 'TWM',
      link: 'TWM-A',
      carrierCode: '0x0000040B',
    },
    { ...NOTHING, at: AT, kind: 'rerouted', from: 'TWM', carrier: 'CHT', carrierCode: '0x0000040B' },
    {
      ...NOTHING,
      at: '2026-11-20T06:05:02Z',
      kind: 'submitted',
      part: 1,
      carrier: 'CHT',
      link: 'CHT-A',
      carrierCode: '6f0b',
    },
  ],
});

/** A message that was in the hands of a worker when it died. */
export const unrecorded = sampleMessage({
  state: 'unconfirmed',
  reason: 'no-answer',
  carrier: 'CHT',
  finalAt: null,
  route: { network: 'CHT', donor: null, method: 'unrecorded', link: 'CHT-B', snapshot: null },
  steps: [
    { ...NOTHING, at: '2026-11-20T06:05:00Z', kind: 'accepted' },
    {
      ...NOTHING,
      at: AT,
      kind: 'unconfirmed',
      carrier: 'CHT',
      link: 'CHT-B',
      state: 'unconfirmed',
      reason: 'no-answer',
    },
  ],
});
