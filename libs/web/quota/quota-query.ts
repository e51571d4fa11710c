import { showQuota, type ResponseOf } from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';

export type Quota = ResponseOf<typeof showQuota>;
export type Balance = NonNullable<Quota['own']>;

const POLL_MS = 60_000;
/** Below this share of the whole the quota is amber. */
const LOW = 0.1;

export const quotaQuery = { ...queryOf(showQuota), refetchInterval: POLL_MS };

export const isLow = ({ remaining, ordered }: Balance): boolean => ordered > 0 && remaining < ordered * LOW;
