export { ServiceLevelPage } from './service-level-page';
