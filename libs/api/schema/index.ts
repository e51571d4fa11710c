export * from './entities';
export * from './migrate';
