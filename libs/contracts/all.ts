import type { AnyEndpoint } from './endpoint';
import { createApiKey } from './api-accounts/create-api-key';
import { listApiAccounts } from './api-accounts/list-api-accounts';
import { revokeApiKey } from './api-accounts/revoke-api-key';
import { cancelBatch } from './batches/cancel-batch';
import { createBatch } from './batches/create-batch';
import { listBatchMessages } from './batches/list-batch-messages';
import { listBatches } from './batches/list-batches';
import { pauseBatch } from './batches/pause-batch';
import { resumeBatch } from './batches/resume-batch';
import { showBatch } from './batches/show-batch';
import { listLinks } from './carriers/list-links';
import { showCompose } from './compose/show-compose';
import { showLive } from './health/show-live';
import { showReady } from './health/show-ready';
import { showHome } from './home/show-home';
import { revealNumber } from './messages/reveal-number';
import { searchMessages } from './messages/search-messages';
import { showMessage } from './messages/show-message';
import { listNotices } from './notices/list-notices';
import { readNotices } from './notices/read-notices';
import { showQuota } from './quota/show-quota';
import { approveDestruction } from './retention/approve-destruction';
import { downloadCertificate } from './retention/download-certificate';
import { endHold } from './retention/end-hold';
import { proposeDestruction } from './retention/propose-destruction';
import { retireMasterKey } from './retention/retire-master-key';
import { rewrapKeys } from './retention/rewrap-keys';
import { setHold } from './retention/set-hold';
import { setLogPeriod } from './retention/set-log-period';
import { showRetention } from './retention/show-retention';
import { withdrawDestruction } from './retention/withdraw-destruction';
import { endSession } from './session/end-session';
import { enterCode } from './session/enter-code';
import { enterPassword } from './session/enter-password';
import { extendSession } from './session/extend-session';
import { listSessions } from './session/list-sessions';
import { revokeSession } from './session/revoke-session';
import { sendCode } from './session/send-code';
import { showSession } from './session/show-session';
import { findMessages } from './systems/find-messages';
import { getBatch } from './systems/get-batch';
import { getMessage } from './systems/get-message';
import { getQuota } from './systems/get-quota';
import { postBatch } from './systems/post-batch';
import { postMessage } from './systems/post-message';
import { createUpload } from './uploads/create-upload';
import { discardUpload } from './uploads/discard-upload';
import { downloadCorrections } from './uploads/download-corrections';
import { listUploadRows } from './uploads/list-upload-rows';
import { listUploads } from './uploads/list-uploads';
import { sendUpload } from './uploads/send-upload';
import { showUpload } from './uploads/show-upload';

/** Every endpoint: OpenAPI, the permission matrix and the tests read this list. */
export const ENDPOINTS: readonly AnyEndpoint[] = [
  createApiKey,
  listApiAccounts,
  revokeApiKey,
  cancelBatch,
  createBatch,
  listBatchMessages,
  listBatches,
  pauseBatch,
  resumeBatch,
  showBatch,
  listLinks,
  showCompose,
  showLive,
  showReady,
  showHome,
  revealNumber,
  searchMessages,
  showMessage,
  listNotices,
  readNotices,
  showQuota,
  approveDestruction,
  downloadCertificate,
  endHold,
  proposeDestruction,
  retireMasterKey,
  rewrapKeys,
  setHold,
  setLogPeriod,
  showRetention,
  withdrawDestruction,
  endSession,
  enterCode,
  enterPassword,
  extendSession,
  listSessions,
  revokeSession,
  sendCode,
  showSession,
  findMessages,
  getBatch,
  getMessage,
  getQuota,
  postBatch,
  postMessage,
  createUpload,
  discardUpload,
  downloadCorrections,
  listUploadRows,
  listUploads,
  sendUpload,
  showUpload,
];
