export * from './load-prefixes';
export * from './routes';
export * from './routing.module';
