import { words } from '@sms111/phrases';
import { test as base, type Page } from '@playwright/test';
import { stateFile, type PersonRole } from './accounts';
import { stack } from './stack';

/** Every word that the journeys look for. */
export const w = words('zh-TW');

interface JourneyOptions {
  /** Who sits at the browser, signed in already; `null`: nobody. */
  readonly role: PersonRole | null;
}

interface JourneyFixtures {
  /** A browser of its own for somebody else. */
  readonly pageOf: (role: PersonRole | null) => Promise<Page>;
}

/** A journey through the running product. */
export const test = base.extend<JourneyOptions & JourneyFixtures>({
  role: [null, { option: true }],
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted: none
  baseURL: async ({}, use) => use(stack().url),
  storageState: async ({ role }, use) => use(role ? stateFile(role) : undefined),
  pageOf: async ({ browser, contextOptions }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async role => {
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: stack().url,
        locale: 'zh-TW',
        timezoneId: 'Asia/Taipei',
        storageState: role ? stateFile(role) : undefined,
      });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';
