import { endpoint } from '@sms111/contracts';
import { buildUnit } from '@sms111/api/testing';
import { CurrentActor, Route, type Actor } from '@sms111/api/platform';
import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { AccountsTest, type Browser } from '../accounts.testing';

const whoAmI = endpoint({
  id: 'test.who-am-i',
  method: 'GET',
  path: '/api/v1/who-am-i',
  permission: 'message.post',
  status: 200,
  response: z.object({ kind: z.string(), accountId: z.string(), unitId: z.string(), agencyId: z.string() }),
  problems: [],
  summary: { zh: '我是誰', en: 'Who am I' },
});

@Controller()
class WhoAmI {
  @Route(whoAmI)
  async show(@CurrentActor() actor: Actor) {
    return Promise.resolve(actor);
  }
}

interface Made {
  key: { id: string; hint: string; lastUsedAt: string | null };
  secret: string;
}

describe('API keys', () => {
  let accounts: AccountsTest;
  let manager: Browser;
  let managerId: string;
  let system: string;

  beforeAll(async () => {
    accounts = await AccountsTest.start({ controllers: [WhoAmI] });
    const person = await accounts.person('group-manager');
    managerId = person.id;
    manager = await accounts.signedIn(person);
  });
  beforeEach(async () => {
    system = await accounts.system();
    await manager.call('POST', '/web/session/extend');
  });
  afterAll(() => accounts.close());

  const make = async (accountId = system, label = '正式機'): Promise<Made> => {
    const answer = await manager.call('POST', `/web/api-accounts/${accountId}/keys`, { label });
    expect(answer.status).toBe(201);
    return answer.body as unknown as Made;
  };
  const call = (key: string, headers: Record<string, string> = {}) =>
    accounts
      .browser()
      .call('GET', '/api/v1/who-am-i', undefined, { authorization: `Bearer ${key}`, ...headers });
  const revoke = (accountId: string, keyId: string) =>
    manager.call('DELETE', `/web/api-accounts/${accountId}/keys/${keyId}`);

  it('open the API for the system that they were made for', async () => {
    const { secret } = await make();
    const { agencyId, unitId } = accounts.unit;
    expect(await call(secret)).toMatchObject({
      status: 200,
      body: { kind: 'system', accountId: system, unitId, agencyId },
    });
  });

  it('are shown once, in a form that secret scanners know, and kept as a keyed hash', async () => {
    const { key, secret } = await make();
    expect(secret).toMatch(new RegExp(`^sms111_${key.hint}_[A-Za-z0-9_-]{43}$`));
    const random = secret.slice(-43);
    expect(JSON.stringify((await manager.call('GET', '/web/api-accounts')).body)).not.toContain(random);
    const rows = await accounts.db.query(
      `SELECT to_jsonb(k)::text FROM api_key k UNION ALL SELECT to_jsonb(e)::text FROM audit_entry e
       UNION ALL SELECT to_jsonb(n)::text FROM notice n`,
    );
    expect(JSON.stringify(rows)).not.toContain(random);
  });

  it('are listed with their account, living ones first', async () => {
    const old = await make(system, '舊主機');
    const living = await make(system, '新主機');
    await revoke(system, old.key.id);
    await make(system, '測試機');
    const { items } = (await manager.call('GET', '/web/api-accounts')).body as {
      items: { id: string; keys: { id: string; label: string; revokedAt: string | null }[] }[];
    };
    const keys = items.find(item => item.id === system)?.keys ?? [];
    expect(keys.map(key => key.label)).toEqual(['測試機', '新主機', '舊主機']);
    expect(keys.map(key => key.revokedAt !== null)).toEqual([false, false, true]);
    expect(keys[1]?.id).toBe(living.key.id);
  });

  it('are refused from the moment of their revocation', async () => {
    const { key, secret } = await make();
    expect(await revoke(system, key.id)).toMatchObject({ status: 204 });
    const refused = await call(secret);
    expect(refused).toMatchObject({ status: 401, code: 'api-key-wrong' });
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="sms111"');
    expect(await revoke(system, key.id)).toMatchObject({ status: 404 });
  });

  it.each([
    ['missing', ''],
    ['made up', `sms111_abcdefgh_${'A'.repeat(43)}`],
    ['cut short', 'sms111_abcdefgh_short'],
    ['of another platform', 'ghp_0123456789'],
  ])('are refused when %s', async (_, key) => {
    expect(await call(key)).toMatchObject({ status: 401, code: 'api-key-wrong' });
  });

  it('are refused when a single character differs', async () => {
    const { secret } = await make();
    const last = secret.endsWith('A') ? 'B' : 'A';
    expect(await call(secret.slice(0, -1) + last)).toMatchObject({ status: 401 });
  });

  it('are refused when their account is disabled', async () => {
    const { secret } = await make();
    await accounts.db.query(`UPDATE account SET status = 'disabled' WHERE id = $1`, [system]);
    expect(await call(secret)).toMatchObject({ status: 401 });
    expect(await manager.call('POST', `/web/api-accounts/${system}/keys`, { label: 'x' })).toMatchObject({
      code: 'state-conflict',
    });
  });

  it('do not exist for the manager of another unit', async () => {
    const { key, secret } = await make();
    const elsewhere = await buildUnit(accounts.db);
    const stranger = await accounts.signedIn(
      await accounts.person('group-manager', { unitId: elsewhere.unitId }),
    );
    const url = `/web/api-accounts/${system}/keys`;
    expect(await stranger.call('POST', url, { label: 'x' })).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(await stranger.call('DELETE', `${url}/${key.id}`)).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(await stranger.call('GET', '/web/api-accounts')).toMatchObject({ body: { items: [] } });
    expect(await call(secret)).toMatchObject({ status: 200 });
  });

  it('belong to the account in the path, or to none', async () => {
    const { key } = await make();
    expect(await revoke(await accounts.system(), key.id)).toMatchObject({ status: 404 });
  });

  it('are never made for a person', async () => {
    const url = `/web/api-accounts/${managerId}/keys`;
    expect(await manager.call('POST', url, { label: 'x' })).toMatchObject({ status: 404 });
    const forced = accounts.db.query(
      `INSERT INTO api_key (account_id, label, hint, key_hash, created_at) VALUES ($1, 'x', 'x', 'x', now())`,
      [managerId],
    );
    await expect(forced).rejects.toThrow(/foreign key/);
    await make();
    const turned = accounts.db.query(`UPDATE account SET kind = 'web', role = 'user' WHERE id = $1`, [
      system,
    ]);
    await expect(turned).rejects.toThrow(/foreign key/);
  });

  it('number five at most for an account, also when ten are asked for at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        manager.call('POST', `/web/api-accounts/${system}/keys`, { label: '機' }),
      ),
    );
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(5);
    expect(answers.filter(answer => answer.code === 'state-conflict')).toHaveLength(5);
  });

  it('remember their last use to the minute', async () => {
    const { key, secret } = await make();
    const lastUsed = async () =>
      (
        await accounts.db.query<{ at: Date }>('SELECT last_used_at AS at FROM api_key WHERE id = $1', [
          key.id,
        ])
      )[0]?.at;
    const first = accounts.clock.now();
    await Promise.all(Array.from({ length: 10 }, () => call(secret)));
    expect(await lastUsed()).toEqual(first);
    accounts.clock.advance(59_999);
    await call(secret);
    expect(await lastUsed()).toEqual(first);
    accounts.clock.advance(1);
    await call(secret);
    expect(await lastUsed()).toEqual(accounts.clock.now());
  });

  it('tell the managers of the unit that they were made, by notice and by mail', async () => {
    const { key } = await make();
    const notices = await accounts.db.query(
      `SELECT account_id, kind, params FROM notice WHERE dedupe_key LIKE 'api-key-created/' || $1 || '/%'`,
      [key.id],
    );
    expect(notices).toEqual([
      {
        account_id: managerId,
        kind: 'api-key-created',
        params: { account: expect.stringMatching(/^system/) as string, label: '正式機', by: '王小明' },
      },
    ]);
  });

  it('leave entries when made and when revoked', async () => {
    const { key } = await make();
    await revoke(system, key.id);
    for (const action of ['api-key.created', 'api-key.revoked']) {
      expect((await accounts.audit(action)).at(-1)).toMatchObject({
        account_id: managerId,
        object_id: key.id,
        detail: { label: '正式機', hint: key.hint },
      });
    }
  });
});
