export * from './api-docs-page';
export * from './metrics/platform-figures';
export * from './metrics/platform-figures.module';
export * from './operations.module';
export { HeldViews } from './held.views';
export { QueueViews } from './queue.views';
export * from './retention';
