export * from './import/import-news';
export * from './import/import-sweep';
export * from './import/receive-import';
export * from './import/run-import';
export * from './begin-plan';
export * from './load-prefixes';
export * from './routes';
export * from './routing.module';
