import { accountOf, stateFile, type PersonRole } from './support/accounts';
import { expect, test, w } from './support/journey';
import { signIn, signInByMail } from './support/sign-in';

/** Everybody signs in once, through the page; the journeys go on from there, because a code is good once. */
const PEOPLE: readonly { readonly role: PersonRole; readonly how: typeof signIn; readonly by: string }[] = [
  { role: 'user', how: signIn, by: w.session.method.totp },
  { role: 'group-manager', how: signIn, by: w.session.method.totp },
  { role: 'ministry-admin', how: signInByMail, by: w.session.method.email },
  { role: 'system-admin', how: signIn, by: w.session.method.totp },
];

for (const { role, how, by } of PEOPLE) {
  test(`${w.states.role[role]} signs in with password and ${by}`, async ({ page }) => {
    const account = accountOf(role);
    await page.goto('/');
    await expect(page).toHaveURL(/\/sign-in$/);
    await how(page, account);
    await expect(page).toHaveURL(/\/$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.context().storageState({ path: stateFile(role) });
  });
}
