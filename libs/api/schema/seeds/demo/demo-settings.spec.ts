import { failedPasswordRules } from '@sms111/domain';
import { readDemoSettings } from './demo-settings';
import { typeablePassword } from './typeable-password';

const FILE = { DEMO_ACCOUNTS_FILE: '/data/demo-accounts.json' };

describe('settings of the demo data', () => {
  it('come from the environment', () => {
    const links = 'CHT-A:127.0.0.1:2775,FET-B:[::1]:2825';
    expect(
      readDemoSettings({ ...FILE, SIMULATOR_LINKS: links, SIMULATOR_PASSWORD: 'x', DEMO_MESSAGES: '2000' }),
    ).toEqual({
      links: [
        { id: 'CHT-A', host: '127.0.0.1', port: 2775 },
        { id: 'FET-B', host: '[::1]', port: 2825 },
      ],
      systemId: 'sms111',
      password: 'x',
      accountsFile: '/data/demo-accounts.json',
      history: { batches: 290, messages: 2_000 },
    });
    expect(readDemoSettings(FILE)).toMatchObject({
      links: [],
      password: 'simulator',
      history: { messages: 150_000 },
    });
  });

  it.each([
    ['production', { ...FILE, NODE_ENV: 'production' }, /正式環境/],
    ['a lost file', {}, /DEMO_ACCOUNTS_FILE/],
    ['a link without a port', { ...FILE, SIMULATOR_LINKS: 'CHT-A:127.0.0.1' }, /CHT-A:127.0.0.1"/],
    ['messages in words', { ...FILE, DEMO_MESSAGES: 'many' }, /"many"/],
  ])('are refused: %s', (_what, env, message) => {
    expect(() => readDemoSettings(env)).toThrow(message);
  });
});

it('makes passwords that are allowed, different, and easy to type', () => {
  const made = Array.from({ length: 200 }, () => typeablePassword('user'));
  expect(new Set(made).size).toBe(200);
  for (const password of made) {
    expect(failedPasswordRules(password, 'user')).toEqual([]);
    expect(password).toMatch(/^([A-Z][a-z]{3}-){4}\d\d$/);
  }
});
