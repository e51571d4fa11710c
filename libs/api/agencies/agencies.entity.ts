import type { Entities } from '@sms111/api/platform';
import { defineEntity, p } from '@mikro-orm/core';

/** 機關: who answers for its units. A suspended one cannot send. */
const AgencySchema = defineEntity({
  name: 'Agency',
  tableName: 'agency',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    name: p.text(),
    kind: p.text().default('central'),
    status: p.enum(['active', 'suspended'] as const).default('active'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export class Agency extends AgencySchema.class {}
AgencySchema.setClass(Agency);

/** 申請單位: one application form, one bill, one balance. */
const UnitSchema = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    agency: () => p.manyToOne(Agency),
    name: p.text(),
    goodRowsOnly: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export class Unit extends UnitSchema.class {}
UnitSchema.setClass(Unit);

/** 單位/公共服務名稱: stands in the first line of every message of the unit (FMT-1, A9). */
const UnitSignatureSchema = defineEntity({
  name: 'UnitSignature',
  tableName: 'unit_signature',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    unit: () => p.manyToOne(Unit),
    name: p.text(),
    isDefault: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export class UnitSignature extends UnitSignatureSchema.class {}
UnitSignatureSchema.setClass(UnitSignature);

/** The joint contract: nothing is accepted outside its window; the price is NT$ a segment, as a decimal string. */
const ContractSchema = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    name: p.text(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    unitPrice: p.decimal('string'),
  },
});
export class Contract extends ContractSchema.class {}
ContractSchema.setClass(Contract);

/** For the list of entities in `api/schema`. */
export const AGENCY_ENTITIES: Entities = [AgencySchema, UnitSchema, UnitSignatureSchema, ContractSchema];
