import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { portedFaultCode, portedImport } from './shapes';

/** One import with the faults of its file: the first 200, by line. */
export const showPortedImport = endpoint({
  id: 'routing.import-show',
  method: 'GET',
  path: '/web/routing/imports/:importId',
  permission: 'routing.view',
  params: z.object({ importId: uuid }),
  status: 200,
  response: portedImport.extend({
    /** `line` is 0 where the file as a whole is meant. */
    faults: z.array(z.object({ line: z.number().int(), code: portedFaultCode })),
  }),
  problems: ['not-found'],
  summary: { zh: '號碼可攜資料匯入結果', en: 'An import of ported numbers' },
});
