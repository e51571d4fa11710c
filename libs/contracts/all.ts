import type { AnyEndpoint } from './endpoint';
import { listAgencies } from './agencies/list-agencies';
import { resumeAgency } from './agencies/resume-agency';
import { suspendAgency } from './agencies/suspend-agency';
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
import { approveChange } from './carriers/approve-change';
import { drainLink } from './carriers/drain-link';
import { listLinks } from './carriers/list-links';
import { pauseCarrier } from './carriers/pause-carrier';
import { proposeCarrierChange } from './carriers/propose-carrier-change';
import { proposeLinkChange } from './carriers/propose-link-change';
import { proposeNewLink } from './carriers/propose-new-link';
import { rejectChange } from './carriers/reject-change';
import { resumeCarrier } from './carriers/resume-carrier';
import { resumeLink } from './carriers/resume-link';
import { showChange } from './carriers/show-change';
import { showLink } from './carriers/show-link';
import { switchOffLink } from './carriers/switch-off-link';
import { switchOnLink } from './carriers/switch-on-link';
import { testLink } from './carriers/test-link';
import { withdrawChange } from './carriers/withdraw-change';
import { showCompose } from './compose/show-compose';
import { showLive } from './health/show-live';
import { showReady } from './health/show-ready';
import { showHome } from './home/show-home';
import { grantLanes } from './lane-rights/grant-lanes';
import { listLaneRights } from './lane-rights/list-lane-rights';
import { revealNumber } from './messages/reveal-number';
import { searchMessages } from './messages/search-messages';
import { showMessage } from './messages/show-message';
import { listNotices } from './notices/list-notices';
import { readNotices } from './notices/read-notices';
import { countUnconfirmed } from './queue/count-unconfirmed';
import { decideResolution } from './queue/decide-resolution';
import { listHeld } from './queue/list-held';
import { listResolutions } from './queue/list-resolutions';
import { listUnconfirmed } from './queue/list-unconfirmed';
import { resolveMessages } from './queue/resolve-messages';
import { setQueuePolicy } from './queue/set-queue-policy';
import { showQueue } from './queue/show-queue';
import { showQuota } from './quota/show-quota';
import { compareSnapshots } from './routing/compare-snapshots';
import { confirmPortedImport } from './routing/confirm-ported-import';
import { createPortedImport } from './routing/create-ported-import';
import { discardPortedImport } from './routing/discard-ported-import';
import { endOverride } from './routing/end-override';
import { listOverrides } from './routing/list-overrides';
import { listPortedImports } from './routing/list-ported-imports';
import { listSnapshots } from './routing/list-snapshots';
import { lookUpNumber } from './routing/look-up-number';
import { placeOverride } from './routing/place-override';
import { rollBackSnapshot } from './routing/roll-back-snapshot';
import { setRoutingPolicy } from './routing/set-policy';
import { showPortedImport } from './routing/show-ported-import';
import { showRouting } from './routing/show-routing';
import { showServiceLevel } from './service-level/show-service-level';
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
  listAgencies,
  resumeAgency,
  suspendAgency,
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
  approveChange,
  drainLink,
  listLinks,
  pauseCarrier,
  proposeCarrierChange,
  proposeLinkChange,
  proposeNewLink,
  rejectChange,
  resumeCarrier,
  resumeLink,
  showChange,
  showLink,
  switchOffLink,
  switchOnLink,
  testLink,
  withdrawChange,
  showCompose,
  showLive,
  showReady,
  showHome,
  grantLanes,
  listLaneRights,
  revealNumber,
  searchMessages,
  showMessage,
  listNotices,
  readNotices,
  countUnconfirmed,
  decideResolution,
  listHeld,
  listResolutions,
  listUnconfirmed,
  resolveMessages,
  setQueuePolicy,
  showQueue,
  showQuota,
  compareSnapshots,
  confirmPortedImport,
  createPortedImport,
  discardPortedImport,
  endOverride,
  listOverrides,
  listPortedImports,
  listSnapshots,
  lookUpNumber,
  placeOverride,
  rollBackSnapshot,
  setRoutingPolicy,
  showPortedImport,
  showRouting,
  showServiceLevel,
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
