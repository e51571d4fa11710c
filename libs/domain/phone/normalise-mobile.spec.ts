import fc from 'fast-check';
import { formatMobile, fromE164, isMobile, maskMobile, toE164 } from './mobile';
import { normaliseMobile } from './normalise-mobile';

const said = (raw: string | number): string[] => {
  const verdict = normaliseMobile(raw);
  return [verdict.ok ? verdict.mobile : verdict.code, ...verdict.warnings];
};

const GOOD = '0912345678';

describe('a mobile number', () => {
  it.each([
    ['0912345678', []],
    [' 0912345678 ', ['W_TRIMMED']],
    ['\u30000912345678\u00a0', ['W_TRIMMED']],
    ["'0912345678", ['W_APOSTROPHE']],
    ['0912\u200b345678', ['W_INVISIBLE_REMOVED']],
    ['\ufeff0912345678', ['W_INVISIBLE_REMOVED']],
    ['\u202d0912345678\u202c', ['W_INVISIBLE_REMOVED']],
    ['０９１２３４５６７８', ['W_FULLWIDTH']],
    ['０９１２（３４５）－６７８', ['W_FULLWIDTH', 'W_SEPARATOR']],
    ['0912-345-678', ['W_SEPARATOR']],
    ['0912–345–678', ['W_SEPARATOR']],
    ['0912.345.678', ['W_SEPARATOR']],
    ['0912.345678', ['W_SEPARATOR']],
    ['0912 345 678', ['W_SEPARATOR']],
    ['(0912)345678', ['W_SEPARATOR']],
    ['912345678', ['W_LEADING_ZERO_RESTORED']],
    ['９12-345-678', ['W_FULLWIDTH', 'W_SEPARATOR', 'W_LEADING_ZERO_RESTORED']],
    ['+886912345678', ['W_COUNTRY_CODE']],
    ['＋８８６９１２３４５６７８', ['W_FULLWIDTH', 'W_COUNTRY_CODE']],
    ['886912345678', ['W_COUNTRY_CODE']],
    ['00886912345678', ['W_COUNTRY_CODE']],
    ['+8860912345678', ['W_COUNTRY_CODE']],
    ['+886 (0)912-345-678', ['W_SEPARATOR', 'W_COUNTRY_CODE']],
  ])('%j is understood', (raw, warnings) => {
    expect(said(raw)).toEqual([GOOD, ...warnings]);
  });

  it('is understood in a numeric cell, which never had its zero', () => {
    expect(said(912345678)).toEqual([GOOD]);
    expect(said(886912345678)).toEqual([GOOD, 'W_COUNTRY_CODE']);
  });

  it.each([
    ['', 'E_MOBILE_MISSING'],
    [' \u3000', 'E_MOBILE_MISSING'],
    ['\u200b', 'E_MOBILE_MISSING'],
    ['02-12345678', 'E_NOT_MOBILE'],
    ['0800000123', 'E_NOT_MOBILE'],
    ['07012345678', 'E_NOT_MOBILE'],
    ['0991234567', 'E_NOT_MOBILE'],
    ['0400123456789', 'E_NOT_MOBILE'],
    ['+886223456789', 'E_NOT_MOBILE'],
    ['212345678', 'E_NOT_MOBILE'],
    ['111', 'E_NOT_MOBILE'],
    ['1999', 'E_NOT_MOBILE'],
    ['0000000000', 'E_NOT_MOBILE'],
    ['091234567', 'E_LENGTH'],
    ['09123456789', 'E_LENGTH'],
    ['09123', 'E_LENGTH'],
    ['12345', 'E_LENGTH'],
    ['00912345678', 'E_LENGTH'],
    ['09123456780922345678', 'E_LENGTH'],
    ['0912ABC678', 'E_CHARS'],
    ['O912345678', 'E_CHARS'],
    ['零九一二三四五六七八', 'E_CHARS'],
    ['0912345678#1', 'E_CHARS'],
    ['0912345678分機1', 'E_CHARS'],
    ['0912345678.0', 'E_CHARS'],
    ['912345678.00', 'E_CHARS'],
    ['+0912345678', 'E_CHARS'],
    ['0912345678;', 'E_CHARS'],
    ['"0912345678"', 'E_CHARS'],
    ['9.12E+08', 'E_SCIENTIFIC'],
    ['9.12345678e8', 'E_SCIENTIFIC'],
    ['+8613800138000', 'E_FOREIGN'],
    ['8613800138000', 'E_FOREIGN'],
    ['008613800138000', 'E_FOREIGN'],
    ['+14155550100', 'E_FOREIGN'],
    ['85291234567', 'E_FOREIGN'],
    ['0912345678;0922345678', 'E_MULTIPLE'],
    ['0912345678/02-12345678', 'E_MULTIPLE'],
    ['0912345678 0922345678', 'E_MULTIPLE'],
    ['0912345678\n0922345678', 'E_MULTIPLE'],
    ['0912345678-0922345678', 'E_MULTIPLE'],
    ['0912345678或0922345678', 'E_MULTIPLE'],
    ['=0912345678', 'E_FORMULA'],
    ['="0912345678"', 'E_FORMULA'],
    ['@0912345678', 'E_FORMULA'],
    ["=cmd|'/C calc'!A0", 'E_FORMULA'],
    [912345678.5, 'E_CHARS'],
    [-912345678, 'E_CHARS'],
    [1e21, 'E_SCIENTIFIC'],
  ])('%j is returned: %s', (raw, code) => {
    expect(said(raw)[0]).toBe(code);
  });

  const mobile = fc.integer({ min: 0, max: 89_999_999 }).map(rest => `09${String(rest).padStart(8, '0')}`);

  it('is understood however it is written, and once understood says nothing more', () => {
    const writings: ((mobile: string) => string)[] = [
      formatMobile,
      number => `+${toE164(number)}`,
      number => ` ${number}\t`,
      number => number.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      number => number.slice(1),
      number => `(${number.slice(0, 4)}) ${number.slice(4)}`,
    ];
    fc.assert(
      fc.property(mobile, fc.constantFrom(...writings), (number, write) => {
        expect(said(write(number))[0]).toBe(number);
        expect(said(number)).toEqual([number]);
      }),
    );
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), raw => {
        const verdict = normaliseMobile(raw);
        if (verdict.ok) expect(isMobile(verdict.mobile)).toBe(true);
      }),
    );
  });

  it('has a form for carriers, for people and for everyone else', () => {
    fc.assert(
      fc.property(mobile, number => {
        expect(fromE164(toE164(number))).toBe(number);
        expect(formatMobile(number).replaceAll('-', '')).toBe(number);
      }),
    );
    expect(toE164(GOOD)).toBe('886912345678');
    expect(formatMobile(GOOD)).toBe('0912-345-678');
    expect(maskMobile(GOOD)).toBe('0912***678');
    expect(fromE164('886223456789')).toBeNull();
    expect(fromE164('8869912345678')).toBeNull();
  });
});
