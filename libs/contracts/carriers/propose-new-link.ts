import { z } from 'zod';
import { endpoint } from '../endpoint';
import { network, uuid } from '../shapes';
import { deedReason, hasItsCertificate, linkId, linkPassword, linkSettings } from './shapes';

/** Another line to a carrier; it is there once another person approved it. */
export const proposeNewLink = endpoint({
  id: 'carrier.propose-new-link',
  method: 'POST',
  path: '/web/carriers/:carrier/links',
  permission: 'carrier.configure',
  params: z.object({ carrier: network }),
  body: z.strictObject({
    id: linkId,
    settings: linkSettings.refine(hasItsCertificate, { path: ['tlsCertificate'] }),
    password: linkPassword,
    reason: deedReason,
  }),
  status: 201,
  response: z.object({ changeId: uuid }),
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '提出新增線路', en: 'Propose a new link' },
});
