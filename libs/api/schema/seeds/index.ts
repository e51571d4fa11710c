export type { DemoAccount } from './demo/accounts-file';
export { readDemoSettings, type DemoSettings } from './demo/demo-settings';
export { seedDemo } from './demo/seed-demo';
export { seedPlatform } from './seed-platform';
export { SeedingModule } from './seeding.module';
