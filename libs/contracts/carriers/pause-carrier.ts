import { z } from 'zod';
import { endpoint } from '../endpoint';
import { network, noContent } from '../shapes';
import { deedReason } from './shapes';

/** Nothing more is handed to the carrier, at once; one person is enough. */
export const pauseCarrier = endpoint({
  id: 'carrier.pause',
  method: 'POST',
  path: '/web/carriers/:carrier/pause',
  permission: 'carrier.control',
  params: z.object({ carrier: network }),
  body: z.strictObject({ reason: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '暫停電信業者', en: 'Pause a carrier' },
});
