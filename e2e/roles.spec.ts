import type { Page } from '@playwright/test';
import { accountOf, type PersonRole } from './support/accounts';
import { expect, test, w } from './support/journey';
import { enterCode, enterPassword, signInByMail } from './support/sign-in';
import { stack } from './support/stack';
import { rowsOf } from './support/tables';

const { pages, home } = w;

interface View {
  /** Entries of the navigation, in their order. */
  readonly nav: readonly (keyof typeof pages)[];
  /** Headings of the home page that are this role's. */
  readonly parts: readonly string[];
  /** Of others, and not to be seen. */
  readonly not: readonly string[];
  /** An address that this role has no right to, and what the server answers behind it. */
  readonly forbidden: readonly { readonly page: string; readonly data: string }[];
}

const VIEWS: Readonly<Record<PersonRole, View>> = {
  user: {
    nav: ['home', 'compose', 'uploads', 'batches', 'records', 'quota'],
    parts: [home.chooseTitle, home.days.title, home.quota.title, home.recent.title],
    not: [home.members.title, home.agencies.title, home.links.title, home.handOver.title],
    forbidden: [
      { page: '/carriers', data: '/web/carriers/links' },
      { page: '/api-keys', data: '/web/api-accounts' },
      { page: '/lane-rights', data: '/web/lane-rights' },
      { page: '/agencies', data: '/web/agencies' },
    ],
  },
  'group-manager': {
    nav: ['home', 'compose', 'uploads', 'batches', 'records', 'quota', 'apiKeys'],
    parts: [home.chooseTitle, home.quota.unitTitle, home.members.title],
    not: [home.agencies.title, home.links.title, home.handOver.title],
    forbidden: [{ page: '/carriers', data: '/web/carriers/links' }],
  },
  'ministry-admin': {
    nav: [
      ...(['overview', 'batches', 'records', 'agencies', 'laneRights'] as const),
      ...(['carriers', 'routing', 'serviceLevel', 'retention'] as const),
    ],
    parts: [home.handOver.title, home.agencies.title, home.days.title],
    not: [home.chooseTitle, home.members.title],
    forbidden: [
      { page: '/compose', data: '/web/compose' },
      { page: '/api-keys', data: '/web/api-accounts' },
      { page: '/queue', data: '/web/queue' },
      { page: '/uploads', data: '/web/uploads' },
    ],
  },
  'system-admin': {
    nav: [
      'overview',
      'batches',
      'records',
      'apiKeys',
      'agencies',
      'laneRights',
      'carriers',
      'queue',
      'routing',
      'serviceLevel',
      'retention',
    ],
    parts: [home.links.title, home.agencies.title],
    not: [home.chooseTitle, home.members.title],
    forbidden: [{ page: '/compose', data: '/web/compose' }],
  },
};

const navigation = (page: Page) => page.getByRole('navigation', { name: w.shell.navigation });

for (const [role, view] of Object.entries(VIEWS) as [PersonRole, View][]) {
  test(`${w.states.role[role]} finds what is theirs, and may enter nothing else`, async ({ pageOf }) => {
    const page = await pageOf(role);
    await page.goto('/');
    for (const heading of view.parts)
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    for (const heading of view.not) await expect(page.getByRole('heading', { name: heading })).toHaveCount(0);
    const entries = navigation(page).getByRole('listitem').getByRole('link');
    await expect(entries).toHaveText(view.nav.map(name => pages[name].name));

    for (const name of view.nav) {
      await navigation(page).getByRole('link', { name: pages[name].name }).click();
      await expect(page).toHaveTitle(`${pages[name].name}｜${w.common.product}`);
      await expect(page.getByRole('heading', { name: w.shell.denied.title })).toHaveCount(0);
      await expect(page.getByText(w.ui.errorTitle)).toHaveCount(0);
    }
    for (const { page: address, data } of view.forbidden) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1, name: w.shell.denied.title })).toBeVisible();
      const answer = await page.request.get(data);
      expect(answer.status(), data).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'permission-missing' });
    }
    await page.goto('/no-such-page');
    await expect(page.getByRole('heading', { level: 1, name: w.shell.notFound.title })).toBeVisible();
  });
}

test('the ministry sees how messages fared, and neither a text nor a whole number', async ({ pageOf }) => {
  const page = await pageOf('ministry-admin');
  const answers: Promise<string>[] = [];
  page.on('response', response => {
    if (new URL(response.url()).pathname.startsWith('/web/')) answers.push(response.text().catch(() => ''));
  });
  await page.goto('/records?period=month');
  const table = page.getByRole('table', { name: w.records.title });
  const [first] = await rowsOf(table);
  expect(first?.[w.records.columns.number]).toMatch(/^09\d\d\*{3}\d{3}$/);
  expect(first?.[w.records.columns.excerpt]).toBe(w.records.hiddenContent);

  await table.getByRole('row').nth(1).getByRole('button').click();
  const panel = page.getByRole('dialog', { name: w.records.message.title });
  await expect(panel.getByText(w.records.message.contentHidden)).toBeVisible();
  await expect(panel.getByRole('button', { name: w.records.message.reveal })).toBeDisabled();
  await page.goto('/batches');
  await page.getByRole('table', { name: w.batch.list }).getByRole('row').nth(1).getByRole('link').click();
  await expect(page.getByRole('table', { name: w.batch.messages.title })).toBeVisible();

  // What is not on the page must not have come to the browser either.
  const seen = (await Promise.all(answers)).join('\n');
  expect(seen.match(/(?<!\d)(?:09|\+?8869)\d{8}(?!\d)/)).toBeNull();
  const texts = [...seen.matchAll(/"(?:content|excerpt)":("[^"]*"|null)/g)].map(([, text]) => text);
  expect(texts.length).toBeGreaterThan(50);
  expect(new Set(texts)).toEqual(new Set(['null']));
});

test('the system administrator sees all six links bound', async ({ pageOf }) => {
  const page = await pageOf('system-admin');
  await page.goto('/carriers');
  await expect(page.getByText(w.carriers.allBound('6'))).toBeVisible();
  for (const carrier of Object.values(w.states.network)) {
    const states = async () =>
      (await rowsOf(page.getByRole('table', { name: carrier }))).map(link => link[w.common.state]);
    await expect.poll(states).toEqual([w.states.link.bound, w.states.link.bound]);
  }
});

test.describe('at the sign-in', () => {
  // Codes come by mail to one person, one after the other.
  test.describe.configure({ mode: 'default' });

  const { problems } = w;

  test('a wrong password and an unknown account get the same sentence, a wrong code its own', async ({
    page,
  }) => {
    const { login, password } = accountOf('group-manager');
    await page.goto('/sign-in');
    for (const [name, secret] of [
      [login, 'Wrong-password-11'],
      ['nobody-here', password],
    ] as const) {
      await enterPassword(page, name, secret);
      await expect(page.getByRole('alert')).toHaveText(problems['sign-in-failed'].detail({}));
    }
    await enterPassword(page, login, password);
    await expect(page.getByRole('heading', { name: w.session.codeStep })).toBeVisible();
    await enterCode(page, '000000');
    await expect(page.getByRole('alert')).toHaveText(problems['code-wrong'].detail({ restart: false }));
    await expect(page.getByLabel(w.session.code)).toBeFocused();
    await page.getByRole('button', { name: w.session.startOver }).click();
    await expect(page.getByLabel(w.session.login)).toBeVisible();
  });

  test('one comes back to the page that one wanted, and out again by choice', async ({ page, context }) => {
    await page.goto('/records?period=month');
    await expect(page).toHaveURL(/\/sign-in\?to=/);
    await signInByMail(page, accountOf('user'));
    await expect(page).toHaveURL(/\/records\?period=month$/);
    const cookies = await context.cookies();
    expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
      { httpOnly: true, sameSite: 'Strict' },
    ]);

    await page.getByRole('button', { name: w.shell.account }).click();
    await page.getByRole('button', { name: w.session.signOut }).click();
    await expect(page.getByText(w.session.endedByYou)).toBeVisible();
    await page.goto('/records');
    await expect(page.getByRole('heading', { name: w.session.passwordStep })).toBeVisible();
    // The cookie is of no use to whoever has kept it.
    await context.addCookies(cookies);
    expect((await page.request.get('/web/session')).status()).toBe(401);
  });

  test('a session that is ended elsewhere is over at once', async ({ browser, pageOf }) => {
    const elsewhere = await browser.newContext({
      baseURL: stack().url,
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0',
    });
    const other = await elsewhere.newPage();
    await other.goto('/');
    await signInByMail(other, accountOf('user'));
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible();

    const page = await pageOf('user');
    await page.goto('/sessions');
    const entry = page
      .getByRole('row')
      .filter({ hasText: w.session.sessions.browserOn('Firefox', 'Windows') });
    await entry.getByRole('button', { name: w.session.sessions.revoke }).click();
    await page
      .getByRole('dialog', { name: w.session.sessions.revokeTitle })
      .getByRole('button', { name: w.session.sessions.revoke })
      .click();
    await expect(entry).toHaveCount(0);

    await navigation(other).getByRole('link', { name: pages.batches.name }).click();
    await expect(other.getByRole('heading', { name: w.session.passwordStep })).toBeVisible();
    await elsewhere.close();
  });
});
