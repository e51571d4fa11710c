import { z } from 'zod';
import { endpoint } from '../endpoint';
import { network, noContent } from '../shapes';
import { deedReason } from './shapes';

export const resumeCarrier = endpoint({
  id: 'carrier.resume',
  method: 'POST',
  path: '/web/carriers/:carrier/resume',
  permission: 'carrier.control',
  params: z.object({ carrier: network }),
  body: z.strictObject({ reason: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '恢復電信業者', en: 'Resume a carrier' },
});
