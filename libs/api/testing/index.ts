export * from './builders';
export * from './test-app';
export * from './test-database';
export * from './test-platform';
export * from './mail-catcher';
