import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

/** A certificate of destruction as JSON, with its hash and that of the one before. */
export const downloadCertificate = endpoint({
  id: 'retention.certificate',
  method: 'GET',
  path: '/web/retention/certificates/:certificateId',
  permission: 'retention.view',
  params: z.object({ certificateId: uuid }),
  status: 200,
  response: noContent,
  problems: ['not-found'],
  summary: { zh: '下載銷毀證明', en: 'Download a certificate' },
  download: true,
});
