export * from './api-docs-page';
export * from './operations.module';
export { HeldViews } from './held.views';
export { QueueViews } from './queue.views';
