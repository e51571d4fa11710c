import { z } from 'zod';
import { endpoint } from '../endpoint';
import { network, uuid } from '../shapes';
import { deedReason, givenLinkSettings, linkId, linkPassword } from './shapes';

/** Another line to a carrier; it is there once another person approved it. */
export const proposeNewLink = endpoint({
  id: 'carrier.propose-new-link',
  method: 'POST',
  path: '/web/carriers/:carrier/links',
  permission: 'carrier.configure',
  params: z.object({ carrier: network }),
  body: z.strictObject({
    id: linkId,
    settings: givenLinkSettings,
    password: linkPassword,
    reason: deedReason,
  }),
  status: 201,
  response: z.object({ changeId: uuid }),
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '提出新增線路', en: 'Propose a new link' },
});
