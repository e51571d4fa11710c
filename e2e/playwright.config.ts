import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './support/chromium';

/** One journey at a time: they share one running product. The faults come last, on purpose. */
export default defineConfig({
  testDir: '.',
  globalSetup: '../tools/e2e-setup.mjs',
  outputDir: '../.cache/test/playwright',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['line']],
  projects: [
    { name: 'sign-in', testMatch: '*.setup.ts' },
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: 'faults.spec.ts', dependencies: ['sign-in'] },
    { name: 'faults', testMatch: 'faults.spec.ts', dependencies: ['journeys'] },
  ],
  use: {
    ...CHROMIUM,
    locale: 'zh-TW',
    timezoneId: 'Asia/Taipei',
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
