import type { Entities } from '@sms111/api/platform';

/** Every entity of every module; MikroORM searches no files. */
export const ENTITIES: Entities = [];
