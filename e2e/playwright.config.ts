import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './support/chromium';

/** Journeys that change nothing which another counts: they go beside the others. */
const LOOKING = ['accessibility.spec.ts', 'roles.spec.ts'];
/** It measures how smooth the page stays, so nothing else may run. */
const MEASURING = 'twenty-thousand.spec.ts';
const FAULTS = 'faults.spec.ts';

/** Somebody asked for some journeys by name: these one after the other, and not all that would go before. */
const part = process.env['E2E_PART'] === '1';
const after = (...projects: string[]) => ['sign-in', ...(part ? [] : projects)];

/**
 * All share one running product. Journeys that send go one at a time: they count segments, quota and notices. Those that only
 * look go beside them. What measures, and the faults, come last and alone.
 */
export default defineConfig({
  testDir: '.',
  globalSetup: '../tools/e2e-setup.mjs',
  outputDir: '../.cache/test/playwright',
  workers: part ? 1 : 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['line']],
  projects: [
    { name: 'sign-in', testMatch: '*.setup.ts', fullyParallel: true },
    {
      name: 'journeys',
      testMatch: '*.spec.ts',
      testIgnore: [...LOOKING, MEASURING, FAULTS],
      workers: 1,
      dependencies: after(),
    },
    { name: 'looks', testMatch: LOOKING, fullyParallel: true, dependencies: after() },
    { name: 'measures', testMatch: MEASURING, workers: 1, dependencies: after('journeys', 'looks') },
    { name: 'faults', testMatch: FAULTS, workers: 1, dependencies: after('measures') },
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
