import { showRetention, type ResponseOf } from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';

export type Retention = ResponseOf<typeof showRetention>;
export type RetainedMonth = Retention['months'][number];
export type LegalHold = Retention['holds'][number];
export type Certificate = Retention['certificates'][number];
export type MasterKey = Retention['masterKeys'][number];

const POLL_MS = 10_000;

/** Asked again while something is being destroyed. */
export const retentionQuery = {
  ...queryOf(showRetention),
  refetchInterval: ({ state: { data } }: { readonly state: { readonly data: Retention | undefined } }) =>
    data?.months.some(month => month.state === 'running') ? POLL_MS : false,
} as const;
