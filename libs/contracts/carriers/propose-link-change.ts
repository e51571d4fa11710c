import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { deedReason, givenLinkSettings, linkId, linkPassword } from './shapes';

/** Changes nothing yet: another person approves it. */
export const proposeLinkChange = endpoint({
  id: 'carrier.propose-link-change',
  method: 'POST',
  path: '/web/carriers/links/:linkId/changes',
  permission: 'carrier.configure',
  params: z.object({ linkId }),
  body: z.strictObject({
    settings: givenLinkSettings,
    /** Absent: it stays. */
    password: linkPassword.optional(),
    reason: deedReason,
  }),
  status: 201,
  response: z.object({ changeId: uuid }),
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '提出線路設定變更', en: 'Propose a change of a link' },
});
