import { Script } from 'node:vm';
import { FAULT_KINDS } from '../faults';
import { MARKUP } from './markup';
import { PAGE, PAGE_POLICY } from './page';
import { SCRIPT } from './script';
import { WORDS } from './words';

const words: Record<string, readonly [string, string]> = WORDS;

describe('the page', () => {
  it('has every word that its markup and its script ask for', () => {
    const asked = [
      ...[...MARKUP.matchAll(/data-(?:label-)?word="(\w+)"/g)].map(match => match[1]),
      ...[...SCRIPT.matchAll(/\bword\('(\w+)'/g)].map(match => match[1]),
      ...[...SCRIPT.matchAll(/'(state[A-Z]\w+)'/g)].map(match => match[1]),
    ];
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.filter(key => key === undefined || !(key in words))).toEqual([]);
  });

  it('offers every fault, with its words', () => {
    for (const kind of [...FAULT_KINDS, 'settings', 'normal']) {
      expect(SCRIPT).toContain(`'${kind}': [`);
      const key = kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
      expect(words).toHaveProperty(`kind${key}`);
    }
  });

  it('says the same with the same values in both languages', () => {
    const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [zh, en] of Object.values(words)) {
      expect(holes(en)).toEqual(holes(zh));
      expect(en).not.toBe('');
    }
  });

  it('uses the words of Taiwan', () => {
    const chinese = Object.values(words).map(([zh]) => zh);
    expect(chinese.join('')).not.toMatch(/短信|信息|用户|賬|默認|數據|服務器|網絡|平台/);
  });

  it('has a script that parses, and a policy that knows it', () => {
    const script = /<script>([\s\S]*)<\/script>/.exec(PAGE)?.[1] ?? '';
    expect(() => new Script(script)).not.toThrow();
    expect(PAGE_POLICY).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/);
    expect(PAGE_POLICY).not.toContain('unsafe');
  });

  it('never sets markup from data', () => {
    expect(SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });
});
