import { codeWords } from '@sms111/phrases';
import type { Locator, Page } from '@playwright/test';
import { expect, test, w } from './support/journey';
import { like, SOME } from './support/phrases';
import { rowsOf } from './support/tables';

const { routing, states } = w;
const { lookUp, upload, imports, fault } = routing;

/** Its block was allocated to an operator that has merged into another since. */
const MERGED = { number: '0973-888-001', masked: '0973***001' };
/** Allocated to one, carried by another since the import below. */
const PORTED = { number: '0912888002', masked: '0912***002' };
const HEAD = 'msisdn,donor,recipient,network_code,effective_at';

test.use({ role: 'system-admin' });

const section = (page: Page): Locator => page.getByRole('region', { name: lookUp.title });

const ask = async (page: Page, number: string): Promise<void> => {
  await section(page).getByRole('textbox', { name: lookUp.number }).fill(number);
  await section(page).getByRole('button', { name: lookUp.submit }).click();
};

/** The steps of the resolution as they are read: name, what it says, whether it decided. */
const stepsOf = (page: Page): Promise<string[]> =>
  section(page).getByRole('list').getByRole('listitem').allInnerTexts();

const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from([HEAD, ...lines].join('\n')),
});

const importFile = async (page: Page, file: ReturnType<typeof csv>): Promise<void> => {
  await page.getByRole('radio', { name: upload.kinds.changes }).check();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: w.ui.chooseFile, exact: true }).click();
  await (await chooser).setFiles(file);
  const dialog = page.getByRole('dialog', { name: upload.confirmTitle });
  await dialog.getByRole('button', { name: upload.confirmDeed(upload.kinds.changes) }).click();
};

const importOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: imports.title }).getByRole('row').filter({ hasText: name });

test.beforeEach(async ({ page }) => {
  await page.goto('/routing');
});

test('a number is explained by its prefix, with every step that had a say', async ({ page }) => {
  await ask(page, MERGED.number);
  await expect(section(page).getByText(lookUp.goes(MERGED.masked, states.network.TWM))).toBeVisible();
  await expect(section(page).getByText(lookUp.by(routing.methods.prefix))).toBeVisible();
  await expect(section(page).getByText(states.donor.TST, { exact: true })).toBeVisible();
  const steps = await stepsOf(page);
  expect(steps).toHaveLength(5);
  expect(steps[0]).toContain(lookUp.because['no-override']);
  expect(steps[1]).toContain(lookUp.because['not-ported']);
  expect(steps[2]).toContain(lookUp.because['no-answer']);
  expect(steps[3]).toContain(lookUp.says(states.network.TWM));
  expect(steps[3]).toContain(lookUp.role.decides);
  expect(steps[4]).toContain(lookUp.role.outranked);
  await expect(section(page).getByText(lookUp.noHistory)).toBeVisible();
  // A number does not belong into the history of a browser.
  const { pathname, search, hash } = new URL(page.url());
  expect(`${pathname}${search}${hash}`).toBe('/routing');
});

test('a number that was ported goes elsewhere once the file that says so is imported', async ({ page }) => {
  await ask(page, PORTED.number);
  await expect(section(page).getByText(lookUp.goes(PORTED.masked, states.network.CHT))).toBeVisible();

  const file = `np-${Date.now()}.csv`;
  await importFile(page, csv(file, `${PORTED.number},CHT,FET,D-1402,2026-03-15T02:00:00+08:00`));
  const row = importOf(page, file);
  await expect(row).toContainText(imports.state.done);
  const [made] = (await rowsOf(page.getByRole('table', { name: imports.title }))).filter(
    each => each[imports.file] === file,
  );
  expect(made?.[imports.result]).toMatch(like(routing.ported.version(SOME)));

  await ask(page, PORTED.number);
  const region = section(page);
  await expect(region.getByText(lookUp.goes(PORTED.masked, states.network.FET))).toBeVisible();
  await expect(region.getByText(lookUp.by(routing.methods.ported))).toBeVisible();
  await expect(region.getByText('D-1402', { exact: true }).first()).toBeVisible();
  const [history] = await rowsOf(region.getByRole('table', { name: lookUp.history }));
  expect(history).toMatchObject({
    [lookUp.from]: states.donor.CHT,
    [lookUp.to]: states.donor.FET,
    [lookUp.networkCode]: 'D-1402',
    [lookUp.inVersion]: made?.[imports.result],
  });
  const steps = await stepsOf(page);
  expect(steps[1]).toContain(lookUp.role.decides);
  expect(steps[3]).toContain(lookUp.role.outranked);
});

test('wrong input is told with what to do about it', async ({ page }) => {
  const field = section(page).getByRole('textbox', { name: lookUp.number });
  for (const [number, words] of [
    ['', lookUp.missing],
    ['0912-34', codeWords('E_LENGTH', 'zh-TW').todo],
    ['02-2345-6789', codeWords('E_NOT_MOBILE', 'zh-TW').todo],
  ] as const) {
    await ask(page, number);
    await expect(field).toHaveAccessibleDescription(words);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(section(page).getByRole('list')).toHaveCount(0);

  const file = `np-wrong-${Date.now()}.csv`;
  await importFile(
    page,
    csv(file, '0912888003,CHT,FET,,2026-03-15', '0223456789,CHT,FET,,2026-03-15T02:00:00+08:00'),
  );
  const row = importOf(page, file);
  await expect(row).toContainText(imports.state.refused);
  await row.getByRole('button', { name: imports.showFaults('2') }).click();
  const dialog = page.getByRole('dialog', { name: imports.faultsTitle(file) });
  await expect(dialog.getByRole('row').filter({ hasText: fault['effective-at'].name })).toContainText('2');
  await expect(dialog.getByText(fault['effective-at'].todo)).toBeVisible();
  await expect(dialog.getByRole('row').filter({ hasText: fault.number.name })).toContainText('3');
  await page.keyboard.press('Escape');

  // What is refused changes nothing.
  await ask(page, '0912888003');
  await expect(section(page).getByText(lookUp.by(routing.methods.prefix))).toBeVisible();
});
