import type { BatchState, LinkState, MessageState, Stage, UploadState } from '@sms111/phrases';

/** The meanings that have a colour and an icon; those of `StatusBadge` in web/ui. */
type Tone = 'good' | 'active' | 'handed' | 'warn' | 'bad' | 'off';

/** Which meaning a state has, the same on every page. */
export const TONES = {
  message: {
    accepted: 'active',
    submitting: 'active',
    submitted: 'handed',
    delivered: 'good',
    'partly-delivered': 'warn',
    failed: 'bad',
    expired: 'bad',
    unknown: 'off',
    unconfirmed: 'warn',
    cancelled: 'off',
  } satisfies Record<MessageState, Tone>,
  stage: {
    processing: 'active',
    handed: 'handed',
    delivered: 'good',
    failed: 'bad',
    unconfirmed: 'warn',
    cancelled: 'off',
  } satisfies Record<Stage, Tone>,
  batch: {
    scheduled: 'off',
    dispatching: 'active',
    paused: 'warn',
    completed: 'good',
    cancelled: 'off',
  } satisfies Record<BatchState, Tone>,
  upload: {
    checking: 'active',
    refused: 'bad',
    returned: 'bad',
    ready: 'good',
    sent: 'handed',
  } satisfies Record<UploadState, Tone>,
  link: {
    unbound: 'bad',
    binding: 'active',
    bound: 'good',
    draining: 'warn',
    drained: 'off',
    off: 'off',
  } satisfies Record<LinkState, Tone>,
} as const;
