import type { Notice } from './notices-query';

/** The page behind a notice; `null` when it has none. */
export const placeOfNotice = ({ kind, params }: Notice): string | null => {
  if (kind === 'api-key-created') return '/api-keys';
  if (kind === 'queue-alarm' || kind === 'resolution-proposed') return '/queue';
  if (kind === 'ported-import-stopped') return '/routing';
  if (kind === 'carrier-change-proposed') return `/carriers/changes/${params['changeId']}`;
  if (kind === 'messages-unconfirmed' && params['account'] !== undefined) return '/records?state=unconfirmed';
  if (kind === 'messages-failed' && params['account'] !== undefined) return '/records?state=failed';
  if (kind === 'link-refused')
    return typeof params['link'] === 'string' ? `/carriers/${params['link']}` : null;
  const { batchId } = params;
  return typeof batchId === 'string' ? `/batches/${batchId}` : null;
};
