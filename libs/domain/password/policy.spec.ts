import { DEFAULT_PASSWORD_POLICY, failedPasswordRules } from './policy';

describe('a password', () => {
  it.each([
    ['Kx7!mordent-Pa', []],
    ['Ab3$efgh', ['too-short']],
    ['abcdefgh123!', ['no-upper-case']],
    ['ABCDEFGH123!', ['no-lower-case']],
    ['Abcdefghijk!', ['no-digit']],
    ['Abcdefghi123', ['no-special']],
    ['Abcdefghi 123', ['no-special']],
    ['', ['too-short', 'no-lower-case', 'no-upper-case', 'no-digit', 'no-special']],
    [`Aa1!${'x'.repeat(130)}`, ['too-long']],
    ['Wang.Min-2026', ['holds-login']],
  ])('%j fails %j', (password, rules) => {
    expect(failedPasswordRules(password, 'wang.min@moda.gov.tw')).toEqual(rules);
  });

  it('may be shorter by a setting, but never under eight characters (GSP-16)', () => {
    const policy = { ...DEFAULT_PASSWORD_POLICY, minLength: 4 };
    expect(failedPasswordRules('Ab3$efgh', '', policy)).toEqual([]);
    expect(failedPasswordRules('Ab3$efg', '', policy)).toEqual(['too-short']);
  });

  it('counts characters, not units', () => {
    expect(failedPasswordRules('Aa1!😀😀😀😀')).toEqual(['too-short']);
  });
});
