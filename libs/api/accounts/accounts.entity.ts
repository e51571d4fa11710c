import type { Entities } from '@sms111/api/platform';
import { defineEntity, p } from '@mikro-orm/core';

/** 帳號: one person, or one agency's system; never both (ACC-7, kept by the database). */
const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    unitId: p.uuid(),
    kind: p.enum(['web', 'api', 'sftp'] as const),
    role: p.text(),
    login: p.text(),
    name: p.text(),
    email: p.text().nullable(),
    passwordHash: p.text().nullable().hidden(),
    totpSealed: p.blob().nullable().hidden(),
    status: p.enum(['active', 'disabled'] as const).default('active'),
    autoPrefix: p.boolean().default(false),
    createdAt: p.datetime(),
  },
});
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);

/** A key of an API account. Only its keyed hash is kept; `hint` tells keys apart. */
const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    account: () => p.manyToOne(Account),
    label: p.text(),
    hint: p.text(),
    keyHash: p.blob().hidden(),
    createdBy: p.uuid().nullable(),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);

/** For the list of entities in `api/schema`. Sessions and challenges are single statements: no unit of work. */
export const ACCOUNT_ENTITIES: Entities = [AccountSchema, ApiKeySchema];
