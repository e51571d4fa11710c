export * from './api-docs-page';
export { ImportNewsModule } from './imports/import-news.module';
export { TellImports } from './imports/tell-imports';
export * from './metrics/platform-figures';
export * from './metrics/platform-figures.module';
export * from './operations.module';
export { HeldViews } from './held.views';
export { QueueViews } from './queue.views';
export * from './retention';
