import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { batchState, messageState, PROBLEM_CODES } from '@sms111/contracts';
import * as domain from '@sms111/domain';
import {
  codeWords,
  FINDING_CODES,
  fieldWords,
  LANGUAGES,
  noticeMail,
  noticeWords,
  problemWords,
  reasonWords,
  words,
} from './index';
import { en } from './en';
import { zhTW } from './zh-TW';

/** Every text of a tree of words, by its path; functions are called with as many plain arguments as they take. */
const textsOf = (node: unknown, at = ''): [string, string][] => {
  if (typeof node === 'string') return [[at, node]];
  if (typeof node === 'function') {
    const args = Array.from({ length: node.length }, () => '7');
    return textsOf((node as (...parts: unknown[]) => unknown)(...args), at);
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => textsOf(value, at === '' ? key : `${at}.${key}`));
};

const SAMPLES = path.resolve(__dirname, '../domain/testing/samples');
const CODES_IN_SAMPLES = /\b[EW]_[A-Z][A-Z_0-9]+\b/g;

describe('phrases', () => {
  it('has the same keys in every language', () => {
    // By which other names a page is found is a language's own affair.
    const keys = (tree: unknown) => textsOf(tree).flatMap(([key]) => (key.includes('.also.') ? [] : [key]));
    expect(keys(en)).toEqual(keys(zhTW));
  });

  it('leaves nothing empty but the reasons that need no words', () => {
    const silent = /^states\.reason\.(none|delivered)\./;
    for (const language of LANGUAGES) {
      const empty = textsOf(words(language)).filter(([key, text]) => text.trim() === '' && !silent.test(key));
      expect(empty).toEqual([]);
    }
  });

  it('writes Chinese as it is written in Taiwan', () => {
    const foreign =
      /短信|用户|用戶|賬號|默認|數據|服務器|信息|創建|添加|平台|登陸|視頻|網絡|軟件|硬件|質量|反饋/;
    const written = textsOf(zhTW).filter(([, text]) => foreign.test(text));
    expect(written).toEqual([]);
  });

  it('has no half-width punctuation between Chinese characters', () => {
    const half = /[一-鿿][,;:!?][一-鿿]/;
    expect(textsOf(zhTW).filter(([, text]) => half.test(text))).toEqual([]);
  });

  it('has words and a way out for every problem of the contract', () => {
    for (const code of PROBLEM_CODES) {
      for (const language of LANGUAGES) {
        expect(problemWords.title(code, language)).not.toBe('');
        expect(problemWords.detail({ code }, language)).toMatch(/[。.]$/);
      }
    }
  });

  it('says the limit and their number', () => {
    const short = { code: 'quota-short', params: { needed: 12_113, remaining: 950 } } as const;
    expect(problemWords.detail(short, 'zh-TW')).toContain('本次需要 12,113 則，目前尚可發送 950 則');
    expect(problemWords.detail(short, 'en-GB,en;q=0.9')).toContain(
      'This needs 12,113 segments; 950 are left',
    );
  });

  it.each(readdirSync(SAMPLES).filter(file => file.endsWith('.json')))(
    'has words for every code of %s',
    file => {
      const codes = new Set(readFileSync(path.join(SAMPLES, file), 'utf8').match(CODES_IN_SAMPLES));
      expect([...codes].filter(code => !(FINDING_CODES as readonly string[]).includes(code))).toEqual([]);
    },
  );

  it('has words for every code that the rules can give', () => {
    const lists = Object.entries(domain).filter(([name]) => /_(ERRORS|WARNINGS|CODES)$/.test(name));
    const codes = lists.flatMap(([, list]) => (Array.isArray(list) ? (list as string[]) : []));
    expect(codes.length).toBeGreaterThan(30);
    expect(
      codes.filter(code => /^[EW]_/.test(code) && codeWords(code, 'zh-TW').name === zhTW.unknownCode.name),
    ).toEqual([]);
  });

  it('has a word for every state', () => {
    for (const state of messageState.options) expect(zhTW.states.message[state]).not.toBe('');
    for (const state of batchState.options) expect(zhTW.states.batch[state]).not.toBe('');
  });

  it('says of every reason of a failure what to do', () => {
    const failures = domain.REASONS.filter(reason => !['none', 'delivered'].includes(reason));
    for (const reason of failures) expect(reasonWords(reason, 'zh-TW').todo).not.toBe('');
  });

  it('does not fall over codes of a newer server', () => {
    expect(codeWords('E_TOMORROW', 'zh-TW').name).toBe('其他問題');
    expect(reasonWords('tomorrow', 'en').name).toBe('');
    expect(fieldWords('tomorrow', {}, 'zh-TW')).toBe('內容不正確。');
    expect(fieldWords('toString', {}, 'zh-TW')).toBe('內容不正確。');
  });

  it('puts schema limits into words', () => {
    expect(fieldWords('too_big', { maximum: 60 }, 'zh-TW')).toContain('最多 60');
    expect(fieldWords('too_small', { minimum: 1 }, 'zh-TW')).toBe('請填寫這個欄位。');
    expect(fieldWords('E_EMPTY_BODY', {}, 'zh-TW')).toBe('只有署名，沒有內文：請在署名之後輸入簡訊內容。');
  });

  it('tells a notice in the app and as a mail', () => {
    const params = { name: '停水通知', batchId: 'b0000000001a', messages: 1200, delivered: 1188, failed: 12 };
    expect(noticeWords('batch-completed', params, 'zh-TW').text).toBe(
      '共 1,200 通，送達成功 1,188 通、未成功送達 12 通。',
    );
    const mail = noticeMail(
      'batch-completed',
      params,
      { name: '王小明', url: 'https://111.gov.tw/batches/b' },
      'zh-TW',
    );
    expect(mail.subject).toBe('【111 簡訊平臺】「停水通知」發送完成');
    expect(mail.text).toContain('王小明 您好：');
    expect(mail.text).toContain('查看詳情：https://111.gov.tw/batches/b');
  });
});
