import { randomUUID } from 'node:crypto';
import { expect, test, w } from './support/journey';
import { stack, until } from './support/stack';

test('a key of the group manager opens the API until it is revoked', async ({ pageOf }) => {
  const label = `驗收用 ${Date.now()}`;
  const page = await pageOf('group-manager');
  await page.goto('/api-keys');
  const account = page.getByRole('region', { name: '示範介接系統', exact: true });
  await account.getByRole('button', { name: w.apiKeys.create }).click();
  const create = page.getByRole('dialog', { name: w.apiKeys.createFor('示範介接系統') });
  await create.getByLabel(w.apiKeys.label).fill(label);
  await create.getByRole('button', { name: w.apiKeys.create }).click();
  const created = page.getByRole('dialog', { name: w.apiKeys.created });
  const secret = await created.getByLabel(`${w.apiKeys.secret}（${label}）`).inputValue();
  await created.getByRole('checkbox', { name: w.apiKeys.kept }).check();
  await created.getByRole('button', { name: w.apiKeys.closeSecret }).click();
  await expect(account.getByRole('row').filter({ hasText: label })).toContainText(w.apiKeys.active);
  await expect(page.getByText(secret)).toHaveCount(0);

  const { url, simulatorUrl } = stack();
  const authorised = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const content = '測試公共服務平臺\n您的線上申辦案件已完成。';
  const message = { to: '0912000777', content, clientRef: randomUUID() };
  const post = async () => {
    const answer = await fetch(`${url}/api/v1/messages`, {
      method: 'POST',
      headers: authorised,
      body: JSON.stringify(message),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  await test.step('a message is accepted, arrives, and is sent once however often it is posted', async () => {
    const first = await post();
    expect(first).toMatchObject({ status: 202, body: { status: 'accepted', segments: 1, errors: [] } });
    expect(await post()).toMatchObject({ body: { status: 'repeated', messageId: first.body['messageId'] } });
    const state = async () => {
      const answer = await fetch(`${url}/api/v1/messages/${String(first.body['messageId'])}`, {
        headers: authorised,
      });
      return (await answer.json()) as { state: string };
    };
    await until(state, seen => seen.state === 'delivered');
    const handsets = await fetch(`${simulatorUrl}/api/handsets?number=${message.to}`);
    const { items } = (await handsets.json()) as {
      items: { messages: { sender: string; text: string }[] }[];
    };
    expect(items[0]?.messages[0]).toMatchObject({ sender: '111', text: content });
  });

  await test.step('the key opens nothing of the web', async () => {
    const answer = await fetch(`${url}/web/home`, { headers: { authorization: `Bearer ${secret}` } });
    expect(answer.status).toBeGreaterThanOrEqual(401);
    expect(answer.status).toBeLessThanOrEqual(403);
  });

  await test.step('and after it is revoked, nothing at all', async () => {
    await account
      .getByRole('row')
      .filter({ hasText: label })
      .getByRole('button', { name: w.apiKeys.revoke })
      .click();
    const dialog = page.getByRole('dialog', { name: w.apiKeys.revokeTitle(label) });
    await dialog.getByRole('button', { name: w.apiKeys.revokeDeed }).click();
    await expect(account.getByRole('row').filter({ hasText: label })).toContainText(w.apiKeys.revoked);
    const { title, detail } = w.problems['api-key-wrong'];
    expect(await post()).toMatchObject({
      status: 401,
      body: { code: 'api-key-wrong', title, detail: detail({}) },
    });
  });
});
