import { z } from 'zod';
import { endpoint } from '../endpoint';
import { network, uuid } from '../shapes';
import { carrierHabits, deedReason } from './shapes';

/** The error map and what a carrier offers; another person approves it. */
export const proposeCarrierChange = endpoint({
  id: 'carrier.propose-change',
  method: 'POST',
  path: '/web/carriers/:carrier/changes',
  permission: 'carrier.configure',
  params: z.object({ carrier: network }),
  body: z.strictObject({ habits: carrierHabits, reason: deedReason }),
  status: 201,
  response: z.object({ changeId: uuid }),
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '提出業者設定變更', en: 'Propose a change of a carrier' },
});
