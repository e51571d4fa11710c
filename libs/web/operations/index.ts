export { RetentionPage } from './retention/retention-page';
