import type { Notice } from './notices-query';

/** The page behind a notice; `null` when it has none. */
export const placeOfNotice = ({ kind, params }: Notice): string | null => {
  if (kind === 'api-key-created') return '/api-keys';
  if (kind === 'queue-alarm' || kind === 'resolution-proposed') return '/queue';
  const { batchId } = params;
  return typeof batchId === 'string' ? `/batches/${batchId}` : null;
};
