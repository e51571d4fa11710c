import type { Page } from '@playwright/test';
import { expect, w } from './journey';

interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Chooses a file at 整批上傳 and waits until the platform has read it to its end. */
export const uploadFile = async (page: Page, file: string | FilePayload): Promise<void> => {
  await page.goto('/uploads');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: w.ui.chooseFile, exact: true }).click();
  await (await chooser).setFiles(file);
  await expect(page).toHaveURL(/\/uploads\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('progressbar', { name: w.compose.upload.checking })).toBeHidden({
    timeout: 60_000,
  });
};
