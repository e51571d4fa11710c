export { BatchesPage } from './batches-page';
export { BatchPage } from './batch-page';
export { RecordsPage } from './records-page';
