export { ApiKeysPage } from './api-keys-page';
export { LaneRightsPage } from './lanes/lane-rights-page';
