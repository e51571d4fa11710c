import { listBatches, listUploads, showCompose, showHome, showQuota } from '@sms111/contracts';
import type { QueryClient } from '@tanstack/react-query';

/** What is no longer so once something was sent: the quota, the lists. */
export const forgetAfterSend = async (client: QueryClient): Promise<void> => {
  const stale = [showCompose.id, showQuota.id, listBatches.id, listUploads.id, showHome.id];
  await Promise.all(stale.map(id => client.invalidateQueries({ queryKey: [id] })));
};
