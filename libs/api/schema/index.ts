export * from './entities';
export * from './migrate';
export * from './seeds';
