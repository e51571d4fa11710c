export * from './api-docs-page';
export * from './operations.module';
export * from './retention';
