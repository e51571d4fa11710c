import type { Page } from '@playwright/test';
import { expect, w } from './journey';
import { like, numberOf, SOME } from './phrases';

const LEFT = like(w.shell.quotaLeft(SOME));

/** 「尚可發送 N 則」, as the bar at the top says it. */
export const quotaLeft = async (page: Page): Promise<number> => {
  const chip = page.getByRole('banner').getByRole('link', { name: LEFT });
  await expect(chip).toBeVisible();
  return numberOf(LEFT.exec((await chip.getAttribute('aria-label')) ?? '')?.[1] ?? '');
};
