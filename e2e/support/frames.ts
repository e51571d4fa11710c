import type { Page } from '@playwright/test';

/** Begins to measure how long the page ever went without drawing; the answer comes from `longestGap`. */
export const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    let last = performance.now();
    document.documentElement.dataset['longestGap'] = '0';
    const tick = (now: number) => {
      const longest = Number(document.documentElement.dataset['longestGap']);
      document.documentElement.dataset['longestGap'] = String(Math.max(longest, now - last));
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

/** Milliseconds between the two frames that lay furthest apart. */
export const longestGap = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.documentElement.dataset['longestGap']));
