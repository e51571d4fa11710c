import type { ResponseOf, showCompose, showUpload } from '@sms111/contracts';

export const SIGNATURE = {
  id: '0190a000-0000-7000-8000-000000000001',
  name: '測試公共服務平臺',
  isDefault: true,
};
export const OTHER = { id: '0190a000-0000-7000-8000-000000000002', name: '測試機關資訊處', isDefault: false };

/** What the API tells the compose form of the demo unit. */
export const sampleCompose = (
  more: Partial<ResponseOf<typeof showCompose>> = {},
): ResponseOf<typeof showCompose> => ({
  signatures: [SIGNATURE, OTHER],
  unitPrice: '0.7500',
  quota: { ordered: 10_000, remaining: 5_000, reserved: 0, charged: 5_000, lapsed: 0 },
  contract: { startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-12-31T00:00:00Z', open: true },
  goodRowsOnly: false,
  lanes: ['notice', 'bulk'],
  maxPasted: 10_000,
  maxFileBytes: 104_857_600,
  ...more,
});

export const UPLOAD_ID = '0190b000-0000-7000-8000-000000000001';

/** A checked file of layout B with three good rows, unless said otherwise. */
export const sampleUpload = (
  more: Partial<ResponseOf<typeof showUpload>> = {},
): ResponseOf<typeof showUpload> => ({
  id: UPLOAD_ID,
  fileName: 'valid.csv',
  bytes: 5_251,
  state: 'ready',
  uploadedAt: '2026-11-20T06:00:00Z',
  signatureId: SIGNATURE.id,
  recognised: {
    format: 'csv',
    encoding: 'UTF-8-BOM',
    sheet: null,
    delimiter: ',',
    layout: 'B',
    columns: ['手機號碼', '簡訊內容', '自訂序號'],
  },
  progress: { rows: 3, rowsPerSecond: 0, fraction: 1 },
  rows: { total: 3, accepted: 3, returned: 0, skipped: 0 },
  segments: 4,
  reasons: [],
  warnings: [],
  networks: [{ network: 'CHT', rows: 3 }],
  fileErrors: [],
  batchId: null,
  goodRowsOnly: false,
  ...more,
});
