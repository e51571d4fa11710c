import { z } from 'zod';
import { endpoint } from '../endpoint';
import { portedImport } from './shapes';

/** The latest imports, newest first. */
export const listPortedImports = endpoint({
  id: 'routing.imports',
  method: 'GET',
  path: '/web/routing/imports',
  permission: 'routing.view',
  status: 200,
  response: z.object({ items: z.array(portedImport) }),
  problems: [],
  summary: { zh: '號碼可攜資料匯入紀錄', en: 'Imports of ported numbers' },
});
