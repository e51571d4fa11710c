import { PLATFORM } from '@sms111/api/audit';
import { buildUnit } from '@sms111/api/testing';
import { AccountRegister, AccountViews } from '.';
import { AccountsTest, PASSWORD } from './accounts.testing';

describe('accounts', () => {
  let accounts: AccountsTest;
  let register: AccountRegister;
  let views: AccountViews;

  beforeAll(async () => {
    accounts = await AccountsTest.start();
    register = accounts.test.app.get(AccountRegister);
    views = accounts.test.app.get(AccountViews);
  });
  afterAll(() => accounts.close());

  const system = (login: string, autoPrefix = false): Promise<string> =>
    accounts.db.transaction(tx =>
      register.createSystem(tx, PLATFORM, {
        unitId: accounts.unit.unitId,
        login,
        name: '報名系統',
        autoPrefix,
      }),
    );

  it('leave an entry when created, without their secrets', async () => {
    const person = await accounts.person('group-manager');
    const [entry] = (await accounts.audit('account.created')).filter(each => each['object_id'] === person.id);
    expect(entry).toMatchObject({
      detail: { kind: 'web', role: 'group-manager', login: person.login, unitId: accounts.unit.unitId },
    });
    const text = JSON.stringify(entry);
    for (const secret of [PASSWORD, person.totpSecret, '$argon2id']) expect(text).not.toContain(secret);
  });

  it('say how to reach them', async () => {
    const { id, login, email } = await accounts.person();
    expect(await views.contact(accounts.db, id)).toEqual({ id, login, email, name: '王小明' });
    expect(await views.contact(accounts.db, accounts.unit.unitId)).toBeNull();
  });

  it('say whether the unit’s name is put in front of their texts', async () => {
    expect(await views.autoPrefix(accounts.db, await system('prefixed', true))).toBe(true);
    expect(await views.autoPrefix(accounts.db, await system('bare'))).toBe(false);
  });

  it('are found by a right, within one unit, while they are active', async () => {
    const { unitId } = await buildUnit(accounts.db);
    const managers = [
      await accounts.person('group-manager', { unitId }),
      await accounts.person('group-manager', { unitId }),
      await accounts.person('user', { unitId }),
    ];
    await accounts.db.query(`UPDATE account SET status = 'disabled' WHERE id = $1`, [managers[1]?.id]);
    const found = await views.withPermission(accounts.db, unitId, 'api-key.manage');
    expect(found.map(each => each.id)).toEqual([managers[0]?.id]);
  });

  it('have logins that differ in more than capitals and width', async () => {
    await system('Reg-System');
    await expect(system('ｒeg-system ')).rejects.toThrow(/account_login/);
  });

  it.each([
    ['user', 'api'],
    ['system', 'web'],
  ])('cannot be a %s of kind %s', async (role, kind) => {
    const forced = accounts.db.query(
      `INSERT INTO account (unit_id, kind, role, login, name) VALUES ($1, $2, $3, 'mixed', 'x')`,
      [accounts.unit.unitId, kind, role],
    );
    await expect(forced).rejects.toThrow(/check constraint/);
  });

  it('cannot be a system with a password or a session', async () => {
    const id = await system('no-password');
    await expect(
      accounts.db.query(`UPDATE account SET password_hash = 'x' WHERE id = $1`, [id]),
    ).rejects.toThrow(/check/);
    const forced = accounts.db.query(
      `INSERT INTO session (token_hash, account_id, address, user_agent, started_at, last_seen_at, idle_ends_at, absolute_ends_at)
       VALUES ('x', $1, '', '', now(), now(), now(), now())`,
      [id],
    );
    await expect(forced).rejects.toThrow(/foreign key/);
  });

  it('take no password that breaks the rules, and say which', async () => {
    await expect(register.hashPassword('short', 'amy')).rejects.toMatchObject({
      code: 'invalid-request',
      errors: expect.arrayContaining([
        { pointer: '/password', code: 'too-short' },
        { pointer: '/password', code: 'no-digit' },
      ]) as unknown,
    });
  });
});
