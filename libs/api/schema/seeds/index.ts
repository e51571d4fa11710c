export { beginPlatform } from './begin-platform';
export type { DemoAccount } from './demo/accounts-file';
export { readDemoSettings, type DemoSettings } from './demo/demo-settings';
export { seedDemo } from './demo/seed-demo';
export { readRecordSettings, type RecordSettings } from './records/record-settings';
export { seedRecords } from './records/seed-records';
export { SeedingModule } from './seeding.module';
