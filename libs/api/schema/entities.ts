import { ACCOUNT_ENTITIES } from '@sms111/api/accounts';
import { AGENCY_ENTITIES } from '@sms111/api/agencies';
import type { Entities } from '@sms111/api/platform';

/** Every entity of every module; MikroORM searches no files. */
export const ENTITIES: Entities = [...AGENCY_ENTITIES, ...ACCOUNT_ENTITIES];
